export interface IssueOutcome {
	readonly issued: number;
	readonly blocked: number;
	readonly failed: number;
}

interface Line {
	readonly done?: number;
	readonly total?: number;
	readonly outcome?: IssueOutcome;
	readonly refused?: string;
}

/** Reads how an issuing goes on, line by line; its end is what became of it, or why not. Null where the line broke off. */
export async function readIssuing(
	stream: ReadableStream<Uint8Array>,
	progress: (done: number, total: number) => void
): Promise<IssueOutcome | { readonly refused: string } | null> {
	const reader = stream
		.pipeThrough(new TextDecoderStream() as never)
		.getReader() as ReadableStreamDefaultReader<string>;
	let rest = '';
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return null;
		const lines = (rest + value).split('\n');
		rest = lines.pop() ?? '';
		for (const text of lines) {
			const line = JSON.parse(text) as Line;
			if (line.outcome) return line.outcome;
			if (line.refused !== undefined) return { refused: line.refused };
			progress(line.done ?? 0, line.total ?? 0);
		}
	}
}
