import { BOARD_STREAM, type Beat, type Patch, type Snapshot, type StreamJoined } from './board-protocol.ts';
import { jittered, patience, type BoardLine, type LineEnds } from './board-line.ts';
import { eventReader, type StreamEvent } from './event-stream.ts';

/** The server says something at once and then every few seconds: who hears nothing for so long never will. */
const SILENT_MS = 8000;

/** Answers that may be others after a while: no board yet, too many, and every fault of a server or of a proxy before it. */
const mayChange = (status: number) => status === 404 || status === 429 || status >= 500;

/**
 * A board's line over plain HTTP: an event stream, which needs no script beyond this and passes what stops WebSockets.
 * `onblocked`: something in between does not let streams through, and another line must be found.
 */
export function streamLine(ends: LineEnds, onblocked: () => void): BoardLine {
	let current: AbortController | null = null;
	let waiting: ReturnType<typeof setTimeout> | null = null;
	let was: string | null = null;
	let failed = 0;
	let isOver = false;

	function later(ms: number): void {
		if (isOver) return;
		if (waiting) clearTimeout(waiting);
		waiting = setTimeout(() => void follow(), ms);
	}

	function hear({ event, data }: StreamEvent): void {
		const message: unknown = JSON.parse(data);
		switch (event) {
			case 'joined':
				was = (message as StreamJoined).stream;
				failed = 0;
				return ends.joined();
			case 'snapshot':
				return ends.heard({ kind: 'snapshot', ...(message as Snapshot) });
			case 'patch':
				return ends.heard({ kind: 'patch', ...(message as Patch) });
			case 'beat':
				return ends.heard({ kind: 'beat', ...(message as Beat) });
		}
	}

	/** Follows until the stream ends; tells in how long to try again. */
	async function read(controller: AbortController): Promise<number> {
		const version = ends.version();
		const asked = new URLSearchParams({
			...(version !== null && { version: String(version) }),
			...(was && { was })
		});
		let hasAnswered = false;
		const silence = setTimeout(() => {
			if (hasAnswered && !controller.signal.aborted) onblocked();
			else controller.abort();
		}, SILENT_MS);
		try {
			const { signal } = controller;
			const response = await fetch(`${BOARD_STREAM}${ends.roundId}?${asked}`, { signal, cache: 'no-store' });
			hasAnswered = true;
			if (!response.ok || !response.body) {
				if (!mayChange(response.status)) onblocked();
				return jittered(response.status === 404 ? 10_000 : 5000);
			}
			const events = eventReader();
			const decoder = new TextDecoder();
			const reader = response.body.getReader();
			for (let part = await reader.read(); !part.done; part = await reader.read()) {
				clearTimeout(silence);
				for (const event of events(decoder.decode(part.value, { stream: true }))) {
					if (signal.aborted) return 0;
					hear(event);
				}
			}
			return jittered(500);
		} finally {
			clearTimeout(silence);
		}
	}

	async function follow(): Promise<void> {
		if (waiting) clearTimeout(waiting);
		waiting = null;
		current?.abort();
		const mine = (current = new AbortController());
		let again: number;
		try {
			again = await read(mine);
		} catch {
			again = patience(failed + 1);
		}
		// Another has taken its place, or the page is over.
		if (current !== mine || isOver) return;
		failed += 1;
		current = null;
		ends.lost();
		later(again);
	}

	void follow();
	return {
		// The answer to a new stream is the board as of now.
		ask: (delayMs) => {
			if (!waiting) later(delayMs);
		},
		// The network is another one: what was open on the old one may be dead without a word.
		wake: () => void follow(),
		renew: () => void follow(),
		close: () => {
			isOver = true;
			if (waiting) clearTimeout(waiting);
			current?.abort();
		}
	};
}
