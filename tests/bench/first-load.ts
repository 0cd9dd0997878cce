import { chromium, type Browser } from '@playwright/test';
import { BOARD_STREAM } from '#lib/live/board-protocol.ts';
import { buildIfNeeded } from '../../bin/build-if-needed.ts';
import { findChromium } from '../../bin/chromium.ts';
import { startStory } from '../support/story-world.ts';
import { GOALS, judge } from './goal.ts';

interface Visit {
	/** Kilobytes (1,000 bytes) received with headers until the board's stream has said its first word. */
	readonly liveKb: number;
	/** The same once nothing more comes: with the typeface, which waits for the board to be alive. */
	readonly wholeKb: number;
	readonly byType: Readonly<Record<string, number>>;
}

const QUIET_MS = 5_000;

/** A phone that was never here opens a board. */
async function visit(browser: Browser, address: string): Promise<Visit> {
	const context = await browser.newContext({
		viewport: { width: 390, height: 844 },
		deviceScaleFactor: 3,
		isMobile: true,
		hasTouch: true,
		locale: 'vi-VN'
	});
	const page = await context.newPage();
	const line = await context.newCDPSession(page);
	await line.send('Network.enable');
	const types = new Map<string, string>();
	const streams = new Set<string>();
	const byType: Record<string, number> = {};
	let bytes = 0;
	const count = (type: string, more: number) => {
		byType[type] = (byType[type] ?? 0) + more;
		bytes += more;
	};
	line.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
	line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (!streams.has(requestId)) count(types.get(requestId) ?? 'Other', encodedDataLength);
	});
	line.on('Network.responseReceived', ({ requestId, response }) => {
		if (!response.url.includes(BOARD_STREAM)) return;
		streams.add(requestId);
		count('Stream', response.encodedDataLength);
	});
	const joined = new Promise<void>((done) => {
		line.on('Network.dataReceived', ({ requestId, dataLength }) => {
			if (!streams.has(requestId)) return;
			count('Stream', dataLength);
			done();
		});
		// Where no stream comes through, the answer to the page's `join`.
		line.on('Network.webSocketFrameReceived', ({ response }) => {
			count('WebSocket', response.payloadData.length);
			if (response.payloadData.startsWith('43/board,')) done();
		});
	});
	await page.goto(address);
	await joined;
	const liveKb = bytes / 1000;
	await page.waitForTimeout(QUIET_MS);
	await context.close();
	return { liveKb, wholeKb: bytes / 1000, byType };
}

/** P13: what a phone must receive before it shows a live board, as the built server sends it. */
export async function firstLoad(runs: number) {
	buildIfNeeded();
	const executablePath = await findChromium();
	if (!executablePath) throw new Error('P13 needs a Chromium');
	const story = await startStory({ contest: { clusterSizes: [6, 6], judges: 5, open: true, begun: true } });
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	try {
		const { code, rounds } = story.contest!;
		const address = `${story.origin}/contests/${code}/rounds/${rounds[0]!.id}`;
		const visits: Visit[] = [];
		for (let run = 0; run < runs; run++) visits.push(await visit(browser, address));
		const live = visits.map(({ liveKb }) => liveKb);
		return { verdicts: [judge(GOALS.firstLoad, live)], raw: { visits } };
	} finally {
		await browser.close();
		await story.end();
	}
}
