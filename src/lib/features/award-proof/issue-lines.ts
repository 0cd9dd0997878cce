export interface IssueOutcome {
	readonly issued: number;
	readonly blocked: number;
	readonly failed: number;
}

export interface SignOutcome {
	readonly signed: number;
	/** Who could not be signed for, and why, in words. */
	readonly failed: readonly {
		readonly certificate: string;
		readonly recipient: string;
		readonly why: string;
	}[];
}

export interface Refused {
	readonly refused: string;
	/** Field to sentence. */
	readonly fields?: Readonly<Record<string, string>>;
}

interface Line<Outcome> {
	readonly done?: number;
	readonly total?: number;
	readonly outcome?: Outcome;
	readonly refused?: string;
	readonly fields?: Refused['fields'];
}

/** Reads how an issuing or a signing goes on, line by line; its end is what became of it, or why not. Null where the line broke off. */
export async function readIssuing<Outcome extends object = IssueOutcome>(
	stream: ReadableStream<Uint8Array>,
	progress: (done: number, total: number) => void
): Promise<Outcome | Refused | null> {
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
			const line = JSON.parse(text) as Line<Outcome>;
			if (line.outcome) return line.outcome;
			if (line.refused !== undefined)
				return { refused: line.refused, ...(line.fields && { fields: line.fields }) };
			progress(line.done ?? 0, line.total ?? 0);
		}
	}
}
