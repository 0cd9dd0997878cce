/** Which of several things has its turn, one after the other. */
export class Turning {
	index = $state(0);

	/** Begins; the answer ends it. For `$effect`. */
	start(seconds: number): () => void {
		const timer = setInterval(() => (this.index += 1), seconds * 1000);
		return () => clearInterval(timer);
	}

	of<Item>(items: readonly Item[]): Item | undefined {
		return items[this.index % Math.max(1, items.length)];
	}
}
