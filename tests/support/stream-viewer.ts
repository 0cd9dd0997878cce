import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import {
	BOARD_STREAM,
	type Beat,
	type Patch,
	type Snapshot,
	type StreamJoined
} from '#lib/live/board-protocol.ts';
import type { Shown } from '#lib/live/board-sync.ts';
import { eventReader, type StreamEvent } from '#lib/live/event-stream.ts';
import { boardScreen, type BoardScreen } from './board-screen.ts';

export interface StreamViewer extends BoardScreen {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	/** Every event but heartbeats and the stream's own name, as it came. */
	readonly events: readonly string[];
	/** The stream's first word; rejects where there is no stream. */
	readonly joined: Promise<StreamJoined>;
	readonly ended: Promise<void>;
	/** Leaves what comes in the socket's buffers, or reads on. */
	pause(): void;
	resume(): void;
	close(): void;
}

/** Follows a public board as an event stream: a phone without its page. */
export async function streamViewer(
	url: string,
	roundId: string,
	options: {
		readonly shown?: Shown;
		/** Added to the address as it is. */
		readonly query?: string;
		readonly headers?: Readonly<Record<string, string>>;
		readonly method?: string;
	} = {}
): Promise<StreamViewer> {
	const known = options.shown ? `version=${options.shown.version}` : '';
	const address = `${url}${BOARD_STREAM}${roundId}?${options.query ?? known}`;
	const request = get(address, {
		agent: false,
		headers: options.headers ?? {},
		method: options.method ?? 'GET'
	});
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		request.once('response', resolve);
		request.once('error', reject);
	});
	const screen = boardScreen(options.shown);
	const events: string[] = [];
	let tellJoined: (joined: StreamJoined) => void;
	const joined = new Promise<StreamJoined>((resolve, reject) => {
		tellJoined = resolve;
		if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
	});
	joined.catch(() => {});
	const hear = ({ event, data }: StreamEvent) => {
		if (event === 'joined') return tellJoined(JSON.parse(data) as StreamJoined);
		if (event !== 'beat') events.push(`${event} ${data}`);
		const message = JSON.parse(data) as unknown;
		if (event === 'snapshot') screen.hear({ kind: event, ...(message as Snapshot) });
		else if (event === 'patch') screen.hear({ kind: event, ...(message as Patch) });
		else if (event === 'beat') screen.hear({ kind: event, ...(message as Beat) });
		else throw new Error(`an event of no kind that is known: ${event}`);
	};
	const read = eventReader();
	response.setEncoding('utf8');
	response.on('data', (text: string) => read(text).forEach(hear));
	// Cut off is as good an end as any: the body ends with the connection.
	response.on('error', () => {});
	return {
		status: response.statusCode!,
		headers: response.headers,
		heard: screen.heard,
		get shown() {
			return screen.shown;
		},
		get isBehind() {
			return screen.isBehind;
		},
		until: screen.until,
		events,
		joined,
		ended: new Promise((resolve) => response.once('close', resolve)),
		pause: () => void response.pause(),
		resume: () => void response.resume(),
		close: () => void request.destroy()
	};
}
