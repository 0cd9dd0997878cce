import { chromium, type Browser, type Page } from '@playwright/test';
import { buildIfNeeded } from '../../bin/build-if-needed.ts';
import { findChromium } from '../../bin/chromium.ts';
import { gateServer, gateToPair, type BenchBadge, type GatePlace } from './gate-load.ts';
import { GOALS, judge, quantile } from './goal.ts';
import type { Peer } from './process.ts';

/** As slow as a tablet that costs little. */
const THROTTLE = 6;
const ONLINE = 'Trực tuyến';

async function throttled(page: Page, rate: number): Promise<void> {
	const line = await page.context().newCDPSession(page);
	await line.send('Emulation.setCPUThrottlingRate', { rate });
}

/** A new tablet at this gate, in front of the page that asks who works there. */
async function tablet(browser: Browser, server: Peer, gate: number): Promise<Page> {
	const { origin } = await server.ask<GatePlace>({ kind: 'place' });
	const { link } = await gateToPair(server, gate);
	const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1024, height: 768 } });
	const page = await context.newPage();
	await page.goto(origin + link);
	await page.getByRole('button', { name: 'Dùng máy này ở cửa' }).click();
	await page.getByRole('button', { name: 'Lan' }).waitFor();
	return page;
}

async function begin(page: Page, pin: string): Promise<void> {
	await page.getByRole('button', { name: 'Lan' }).click();
	await page.getByLabel('Mã PIN của Lan').fill(pin);
	await page.getByRole('button', { name: 'Bắt đầu' }).click();
	await page.getByText('Sẵn sàng – đưa thẻ vào trước máy ảnh').waitFor();
}

/**
 * Milliseconds from the last key of a scanner at the cable, which is when a camera's decoder would have handed the text over, to
 * the card with this name; and to the picture after that.
 */
function shown(page: Page, { name, token }: BenchBadge): Promise<{ verdictMs: number; paintedMs: number }> {
	return page.evaluate(
		({ name, token }) =>
			new Promise((done, fail) => {
				const press = (code: string, key: string) =>
					document.body.dispatchEvent(
						new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true })
					);
				const card = document.querySelector('section[data-card]')!;
				let began = 0;
				const looks = new MutationObserver(() => {
					if (card.querySelector('[data-name]')?.textContent !== name) return;
					looks.disconnect();
					const verdictMs = performance.now() - began;
					requestAnimationFrame(() =>
						setTimeout(() => done({ verdictMs, paintedMs: performance.now() - began }))
					);
				});
				looks.observe(card, { subtree: true, childList: true, characterData: true, attributes: true });
				for (const digit of token) press(`Digit${digit}`, digit);
				began = performance.now();
				press('Enter', 'Enter');
				setTimeout(() => fail(new Error(`no card for ${name}: ${card.textContent}`)), 10_000);
			}),
		{ name, token }
	);
}

/** From asking for the roster to standing ready with it, on a tablet that has nothing yet. */
async function rosterReady(page: Page): Promise<{ readyMs: number; whole: boolean }> {
	await page.addInitScript(() => {
		const looks = new MutationObserver(() => {
			if (!document.querySelector('[data-gate]')) return;
			looks.disconnect();
			(globalThis as { readyAt?: number }).readyAt = performance.now();
		});
		looks.observe(document, { subtree: true, childList: true });
	});
	await page.evaluate(async () => {
		for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
	});
	await throttled(page, THROTTLE);
	await page.reload();
	await page.getByRole('button', { name: 'Lan' }).waitFor({ timeout: 30_000 });
	const measured = await page.evaluate(() => {
		const asked = performance
			.getEntriesByType('resource')
			.find(({ name }) => new URL(name).pathname === '/api/gate/bundle')!;
		const { readyAt = 0 } = globalThis as { readyAt?: number };
		return { readyMs: readyAt - asked.startTime, whole: !asked.name.includes('since') };
	});
	await throttled(page, 1);
	return measured;
}

/** T12: a roster of 5,000; T1: the gate's own verdict, offline; T2: the verdict while the server stopped answering. */
export async function gatePage(runs: number, showings: number) {
	buildIfNeeded();
	const executablePath = await findChromium();
	if (!executablePath) throw new Error('T1, T2 and T12 need a Chromium');
	const server = gateServer();
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	const raw = {
		localMs: [] as number[],
		paintedMs: [] as number[],
		deadMs: [] as number[],
		readyMs: [] as number[]
	};
	const p95: number[] = [];
	try {
		const { pid, pin } = await server.ask<GatePlace>({ kind: 'place' });
		const badges = (count: number) => server.ask<BenchBadge[]>({ kind: 'badges', count });
		const page = await tablet(browser, server, 0);
		for (let run = 0; run < runs; run++) {
			const { readyMs, whole } = await rosterReady(page);
			if (!whole) throw new Error('the tablet had a roster already');
			raw.readyMs.push(readyMs);
		}
		await begin(page, pin);
		for (let run = 0; run < runs; run++) {
			const [warm, ...rest] = await badges(showings + 1);
			await page.context().setOffline(true);
			await page
				.getByText(/^Ngoại tuyến/)
				.first()
				.waitFor();
			await throttled(page, THROTTLE);
			await shown(page, warm!);
			const own: number[] = [];
			for (const badge of rest) {
				const { verdictMs, paintedMs } = await shown(page, badge);
				own.push(verdictMs);
				raw.paintedMs.push(paintedMs);
			}
			raw.localMs.push(...own);
			p95.push(quantile(own, 0.95));
			await throttled(page, 1);
			await page.context().setOffline(false);
			await page.getByText(ONLINE).waitFor({ timeout: 30_000 });
			await page.getByText('Chưa gửi: 0').waitFor({ timeout: 30_000 });
		}
		for (const badge of await badges(runs)) {
			// Its connections stay open, and nothing comes through them.
			process.kill(pid, 'SIGSTOP');
			try {
				raw.deadMs.push((await shown(page, badge)).verdictMs);
			} finally {
				process.kill(pid, 'SIGCONT');
			}
			await page.getByText(ONLINE).waitFor({ timeout: 30_000 });
			await page.getByText('Chưa gửi: 0').waitFor({ timeout: 30_000 });
		}
		return {
			verdicts: [
				judge(GOALS.localVerdict, p95),
				judge(GOALS.deadLink, raw.deadMs),
				judge(GOALS.bundleReady, raw.readyMs)
			],
			raw
		};
	} finally {
		await browser.close();
		await server.end();
	}
}
