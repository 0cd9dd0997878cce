import { describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import { points } from '#lib/domain/honours/paper.ts';
import type { AwardJob, AwardToPrint } from '#lib/server/documents/awards/award-job.ts';
import { renderAward } from '#lib/server/documents/awards/render-award.ts';
import { printAwards, PrintingCancelled } from '#lib/server/documents/print-record.ts';
import { askPoppler, sampleFacts } from '../../support/sample-certificate.ts';

const template = BUILT_IN_TEMPLATES.find(({ key }) => key === 'state-taking-part-a5')!;
const award = (name: string, at: number): AwardToPrint => ({
	...{ id: `r${at}`, fileName: `giay-${at}`, pack: at % 2 ? 'Xa-Na-Hy' : 'Xa-Muong-Va' },
	...{ template, facts: sampleFacts(template, { name }) }
});
const NAMES = ['Lò Văn Pâng', 'Tập thể '.repeat(60), 'Trần Thị Lan', 'Vàng A Sử', 'Lý Mí\u202e Chá'];

function job(more: Partial<AwardJob> = {}): AwardJob {
	return {
		...{ pictures: new Map(), awards: NAMES.map(award), form: 'pdf', title: 'Giấy chứng nhận' },
		...{ way: { onBlank: false, calibration: null, aSheet: 1 }, at: '2025-10-16T02:00:00.000Z' },
		...more
	};
}
const pagesOf = (bytes: Uint8Array) => Number(/Pages:\s+(\d+)/.exec(askPoppler('pdfinfo', bytes))![1]);
const namesIn = (zip: Uint8Array) =>
	Buffer.from(zip)
		.toString('latin1')
		.split('PK\x03\x04')
		.slice(1)
		.map((entry) => /^.{26}([\w-]+\.pdf)/s.exec(entry)![1]);

describe('printing certificates', () => {
	it('makes one file of all that can be printed, and names whoever cannot', async () => {
		const told: number[] = [];
		const { bytes, failed } = await printAwards(job(), { progress: (done) => told.push(done) });
		expect(failed.map(({ id }) => id)).toEqual(['r1', 'r4']);
		expect(pagesOf(bytes)).toBe(3);
		const text = askPoppler('pdftotext', bytes, '-raw');
		for (const name of ['Lò Văn Pâng', 'Trần Thị Lan', 'Vàng A Sử']) expect(text).toContain(name);
		expect(told.at(-1)).toBe(3);
	});

	it('makes single files that are the issued ones, byte for byte', async () => {
		const { bytes } = await printAwards(job({ form: 'zip' }));
		expect(namesIn(bytes)).toEqual(['giay-0.pdf', 'giay-2.pdf', 'giay-3.pdf']);
		const single = await renderAward(template, award('Trần Thị Lan', 2).facts);
		expect(Buffer.from(bytes).includes(Buffer.from(single))).toBe(true);
	});

	it('makes a pack for each unit', async () => {
		const { bytes } = await printAwards(job({ form: 'packs' }));
		expect(namesIn(bytes)).toEqual(['Xa-Muong-Va.pdf', 'Xa-Na-Hy.pdf']);
	});

	it('puts two on a sheet, in order once the pile is cut, with marks', async () => {
		const way = { onBlank: false, calibration: null, aSheet: 2 } as const;
		const { bytes } = await printAwards(job({ way }));
		expect(pagesOf(bytes)).toBe(2);
		expect(askPoppler('pdfinfo', bytes)).toMatch(/Page size:.*A4/);
		const page = (number: string) => askPoppler('pdftotext', bytes, '-f', number, '-l', number);
		expect(page('1')).toMatch(/Lò Văn Pâng[^]*Vàng A Sử/);
		expect(page('2')).toContain('Trần Thị Lan');
	});

	it('prints on a blank only what differs, moved as the printer needs it', async () => {
		const calibration = { dx: 2, dy: -3, scaleX: 1.01, scaleY: 0.99 };
		const one = [award('Trần Thị Lan', 2)];
		const place = async (way: AwardJob['way']) => {
			const { bytes } = await printAwards(job({ awards: one, way }));
			const boxes = askPoppler('pdftotext', bytes, '-bbox');
			const [, x, y] = /xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>Lan</.exec(boxes)!;
			return { boxes, x: Number(x), y: Number(y) };
		};
		const plain = await place({ onBlank: true, calibration: null, aSheet: 1 });
		expect(plain.boxes).toContain('>Trần<');
		expect(plain.boxes).not.toContain('>CHỨNG<');
		const moved = await place({ onBlank: true, calibration, aSheet: 1 });
		expect(moved.x).toBeCloseTo(plain.x * 1.01 + points(2), 1);
		expect(moved.y).toBeCloseTo(plain.y * 0.99 + points(-3), 1);
	});

	it('ends when somebody changes their mind', async () => {
		const many = Array.from({ length: 400 }, (_, at) => award(`Lò Văn ${at}`, at));
		const stop = new AbortController();
		const printed = printAwards(job({ awards: many, form: 'zip' }), {
			progress: (done) => done > 1 && stop.abort(),
			signal: stop.signal
		});
		await expect(printed).rejects.toThrow(PrintingCancelled);
		expect((await printAwards(job())).failed).toHaveLength(2);
	});

	it('answers with nothing where nobody can be printed', async () => {
		const { bytes, failed } = await printAwards(job({ awards: [award('\u202e', 0)] }));
		expect([bytes.length, failed.length]).toEqual([0, 1]);
	});
});
