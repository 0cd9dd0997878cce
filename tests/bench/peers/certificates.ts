// Certificates as they are issued: each laid out, drawn, tagged and hashed as a file of its own, in the printing thread.
import { printAwards } from '#lib/server/documents/print-record.ts';
import { certificateFacts, TEMPLATE } from '../certificate-facts.ts';
import { answering } from '../process.ts';

const AT_ONCE = 500;

answering(async ({ seed, from, count }: { seed: number; from: number; count: number }) => {
	const before = process.cpuUsage();
	const began = performance.now();
	const rss: number[] = [];
	let made = 0;
	for (let at = from; at < from + count; at += AT_ONCE) {
		const facts = certificateFacts(seed, at, Math.min(AT_ONCE, from + count - at));
		const { bytes, failed } = await printAwards({
			pictures: new Map(),
			awards: facts.map((one) => ({
				...{ id: one.id, fileName: one.code, pack: '', template: TEMPLATE, facts: one }
			})),
			form: 'hashes',
			way: { onBlank: false, calibration: null, aSheet: 1 },
			...{ title: 'P10', at: '2026-11-29T05:00:00Z' }
		});
		if (failed.length > 0) throw new Error(JSON.stringify(failed[0]));
		made += Object.keys(JSON.parse(Buffer.from(bytes).toString()) as object).length;
		rss.push(process.memoryUsage().rss);
	}
	if (made !== count) throw new Error(`${made} certificates of ${count}`);
	const { user, system } = process.cpuUsage(before);
	return { cpuMs: (user + system) / 1000, ms: performance.now() - began, rss };
});
