/** One event of a stream of text/event-stream: its name and its data. */
export interface StreamEvent {
	readonly event: string;
	readonly data: string;
}

/** Reads events as their text arrives, in pieces cut anywhere; keeps what is not whole yet. */
export function eventReader(): (text: string) => StreamEvent[] {
	let rest = '';
	return (text) => {
		const blocks = (rest + text).split('\n\n');
		rest = blocks.pop()!;
		return blocks.map((block) => {
			const field = (name: string) =>
				block
					.split('\n')
					.filter((line) => line.startsWith(`${name}: `))
					.map((line) => line.slice(name.length + 2))
					.join('\n');
			return { event: field('event'), data: field('data') };
		});
	};
}
