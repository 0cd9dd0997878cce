/** How many may be in at once, in all and from one address. */
export interface Admission {
	/** Whether one more from `address` may come in; then it is counted until `leave`. */
	enter(address: string): boolean;
	leave(address: string): void;
}

export function admission({
	all,
	perAddress
}: {
	readonly all: number;
	readonly perAddress: number;
}): Admission {
	const inside = new Map<string, number>();
	let total = 0;
	return {
		enter(address) {
			const already = inside.get(address) ?? 0;
			if (total >= all || already >= perAddress) return false;
			inside.set(address, already + 1);
			total += 1;
			return true;
		},
		leave(address) {
			const already = inside.get(address);
			if (!already) return;
			total -= 1;
			if (already === 1) inside.delete(address);
			else inside.set(address, already - 1);
		}
	};
}

/** A socket's allowance of messages: `burst` at once, then `perSecond`. */
export function allowance(
	{ burst, perSecond }: { readonly burst: number; readonly perSecond: number },
	now: () => number = () => performance.now()
): () => boolean {
	let left = burst;
	let last = now();
	return () => {
		const at = now();
		left = Math.min(burst, left + ((at - last) / 1000) * perSecond);
		last = at;
		if (left < 1) return false;
		left -= 1;
		return true;
	};
}
