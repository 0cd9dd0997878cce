// Thousands of phones in one process that follow a public board as the product's page does: they show what they are
// told, come back after a cut with the page's own patience, and know when they have caught up.
import { connect, type Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { jittered, patience } from '#lib/live/board-line.ts';
import type { Patch, Snapshot, StreamJoined } from '#lib/live/board-protocol.ts';
import { received, type Shown } from '#lib/live/board-sync.ts';
import { eventReader, type StreamEvent } from '#lib/live/event-stream.ts';
import { answering } from '../process.ts';

interface Phone {
	shown: Shown | null;
	was: string | null;
	failed: number;
	tcp: Socket | null;
	askedAt: number;
	isIn: boolean;
	/** The version that the server had when it let this phone in after the newest `expect`; null until then. */
	owed: number | null;
	isBack: boolean;
	isBehind: boolean;
}

const phones: Phone[] = [];
let port = 0;
let roundId = '';
let catchUpMs: number[] = [];
let tries = 0;
let lastBackAt = 0;
let tellBack: (() => void) | null = null;
const clock = () => performance.timeOrigin + performance.now();

// All phones get the same bytes: parsed and applied once for all of them.
const messages = new Map<string, unknown>();
const next = new WeakMap<object, Map<unknown, ReturnType<typeof received>>>();

function parsed(data: string): unknown {
	let message = messages.get(data);
	if (message === undefined) {
		if (messages.size > 50) messages.clear();
		messages.set(data, (message = JSON.parse(data)));
	}
	return message;
}

function show(phone: Phone, message: Parameters<typeof received>[1], key: unknown): void {
	const from = phone.shown ?? phones;
	const known = next.get(from) ?? new Map<unknown, ReturnType<typeof received>>();
	next.set(from, known);
	let result = known.get(key);
	if (!result) known.set(key, (result = received(phone.shown, message)));
	phone.shown = result.shown;
	phone.isBehind ||= result.isBehind;
}

function caughtUp(phone: Phone): void {
	if (phone.isBack || phone.owed === null || (phone.shown?.version ?? 0) < phone.owed) return;
	phone.isBack = true;
	lastBackAt = clock();
	catchUpMs.push(lastBackAt - phone.askedAt);
	if (catchUpMs.length === phones.length) tellBack?.();
}

function hear(phone: Phone, { event, data }: StreamEvent): void {
	const message = parsed(data);
	if (event === 'joined') {
		const { v, stream } = message as StreamJoined;
		phone.was = stream;
		phone.failed = 0;
		phone.isIn = true;
		phone.owed = v;
	} else if (event === 'snapshot') show(phone, { kind: 'snapshot', ...(message as Snapshot) }, message);
	else if (event === 'patch') show(phone, { kind: 'patch', ...(message as Patch) }, message);
	caughtUp(phone);
}

function follow(phone: Phone): void {
	tries += 1;
	phone.askedAt = clock();
	const tcp = (phone.tcp = connect(port, '127.0.0.1'));
	const read = eventReader();
	const decoder = new StringDecoder('utf8');
	let head: string | null = '';
	tcp.setNoDelay(true);
	tcp.on('error', () => {});
	tcp.on('connect', () => {
		const asked = new URLSearchParams({
			...(phone.shown && { version: String(phone.shown.version) }),
			...(phone.was && { was: phone.was })
		});
		tcp.write(`GET /live/boards/${roundId}?${asked} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
	});
	tcp.on('data', (chunk) => {
		let text = decoder.write(chunk);
		if (head !== null) {
			head += text;
			const end = head.indexOf('\r\n\r\n');
			if (end < 0) return;
			if (!head.startsWith('HTTP/1.1 200')) return void tcp.destroy();
			text = head.slice(end + 4);
			head = null;
		}
		for (const event of read(text)) hear(phone, event);
	});
	tcp.on('close', () => {
		if (phone.tcp !== tcp) return;
		const wasIn = phone.isIn;
		phone.isIn = false;
		phone.owed = null;
		if (!wasIn) phone.failed += 1;
		setTimeout(() => follow(phone), wasIn ? jittered(500) : patience(phone.failed));
	});
}

type Question =
	| { kind: 'follow'; port: number; roundId: string; count: number }
	| { kind: 'expect' | 'cut' | 'back' | 'boards' };

answering(async (question: Question) => {
	switch (question.kind) {
		case 'follow':
			({ port, roundId } = question);
			for (let count = 0; count < question.count; count++) {
				const phone: Phone = {
					shown: null,
					was: null,
					failed: 0,
					tcp: null,
					askedAt: 0,
					isIn: false,
					owed: null,
					isBack: false,
					isBehind: false
				};
				phones.push(phone);
				follow(phone);
				if (count % 50 === 0) await new Promise((done) => setTimeout(done, 5));
			}
			return true;
		case 'expect':
			catchUpMs = [];
			tries = 0;
			// News on the connection that is about to be cut is no coming back.
			for (const phone of phones) Object.assign(phone, { isBack: false, owed: null });
			return true;
		case 'cut':
			for (const { tcp } of phones) tcp?.resetAndDestroy();
			return clock();
		case 'back':
			if (catchUpMs.length < phones.length) {
				await new Promise<void>((done) => {
					tellBack = done;
					setTimeout(done, 60_000);
				});
			}
			return { catchUpMs, lastBackAt, tries };
		case 'boards': {
			// Phones that came to the same board by different news hold it in objects of their own.
			const texts = new Map<object | undefined, string>();
			const boards = new Map<string, number>();
			for (const { shown } of phones) {
				const text = texts.get(shown?.view) ?? canonicalJson(shown?.view ?? null);
				texts.set(shown?.view, text);
				boards.set(text, (boards.get(text) ?? 0) + 1);
			}
			return {
				behind: phones.filter(({ isBehind }) => isBehind).length,
				boards: [...boards].map(([json, count]) => ({ json, count }))
			};
		}
	}
});
