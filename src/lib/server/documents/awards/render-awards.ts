import { createHash } from 'node:crypto';
import type { Drawn } from '#lib/domain/honours/drawn.ts';
import { imposed, type Imposed, type Place } from '#lib/domain/honours/imposition.ts';
import { cutAndStack, points, type Calibration, type Sheet } from '#lib/domain/honours/paper.ts';
import { zipOf, type ZipFile } from '../zip.ts';
import type { AwardJob, AwardToPrint, FailedAward, PrintedAwards } from './award-job.ts';
import { AwardFile } from './award-file.ts';
import { drawCertificate } from './draw-certificate.ts';
import { drawnOf, renderAward } from './render-award.ts';

type Step = (done: number) => Promise<boolean>;

interface Laid {
	readonly award: AwardToPrint;
	readonly drawn: readonly Drawn[];
}

/** Draws as the printer has to be told so that it lands where it is meant. */
function calibrated(file: AwardFile, calibration: Calibration | null, draw: () => void): void {
	if (!calibration) return draw();
	const { dx, dy, scaleX, scaleY } = calibration;
	file.doc.save().transform(scaleX, 0, 0, scaleY, points(dx), points(dy));
	draw();
	file.doc.restore();
}

function placed(file: AwardFile, { x, y, scale }: Place, draw: () => void): void {
	if (x === 0 && y === 0 && scale === 1) return draw();
	file.doc.save().transform(scale, 0, 0, scale, points(x), points(y));
	draw();
	file.doc.restore();
}

/** All in one file: one a sheet, or several to be cut and stacked. Null where `step` said no. */
async function merged(job: AwardJob, all: readonly Laid[], step: Step): Promise<Uint8Array | null> {
	const { way, pictures } = job;
	const [{ template: first }] = all.map(({ award }) => award) as [AwardToPrint];
	const file = new AwardFile({
		...{ title: job.title, author: 'Khéo', subject: first.name, at: new Date(job.at) },
		isPacked: true
	});
	const sheetOf = (at: number) => all[at]!.award.template.sheet;
	const imposition = way.aSheet === 1 ? null : imposed(first.sheet, way.aSheet);
	let done = 0;
	for (const places of cutAndStack(all.length, imposition ?? ONE)) {
		const on = imposition ?? oneOf(sheetOf(places[0]!));
		file.sheet(on.width, on.height);
		calibrated(file, way.calibration, () => {
			for (const [at, which] of places.entries()) {
				if (which === null) continue;
				const { drawn } = all[which]!;
				placed(file, on.places[at]!, () => drawCertificate(file, drawn, sheetOf(which), pictures));
				done += 1;
			}
			if (on.marks.length > 0) drawMarks(file, on.marks);
		});
		if (done % EACH < on.places.length && !(await step(done))) return null;
	}
	const bytes = await file.finish();
	return (await step(done)) ? bytes : null;
}

/** Said after about so many certificates: each says costs a turn of the thread. */
const EACH = 10;

const ONE = { columns: 1, rows: 1 } as const;

const oneOf = ({ width, height }: Sheet): Imposed => ({
	...{ width, height, columns: 1, rows: 1, marks: [] },
	places: [{ x: 0, y: 0, scale: 1 }]
});

function drawMarks(file: AwardFile, marks: Imposed['marks']): void {
	file.artifact(() => {
		for (const { from, to } of marks) {
			file.doc.moveTo(points(from[0]), points(from[1])).lineTo(points(to[0]), points(to[1]));
		}
		file.doc.lineWidth(0.25).strokeColor('#000000').stroke();
	});
}

/** A file of its own is whole, also where the job prints on blanks. */
const single = ({ way, pictures }: AwardJob, { award: { template, facts }, drawn }: Laid) =>
	renderAward(template, facts, pictures, way.onBlank ? undefined : drawn);

/** Single files are as they were issued, whatever the printer: their bytes are what the verification page knows. */
async function zipped(job: AwardJob, laid: readonly Laid[], step: Step): Promise<Uint8Array | null> {
	const files: ZipFile[] = [];
	const counts = new Map<string, number>();
	for (const [at, one] of laid.entries()) {
		const { award } = one;
		const times = (counts.get(award.fileName) ?? 0) + 1;
		counts.set(award.fileName, times);
		const name = `${award.fileName}${times > 1 ? `-${times}` : ''}.pdf`;
		files.push({ name, bytes: await single(job, one) });
		if (!(await step(at + 1))) return null;
	}
	return zipOf(files, new Date(job.at));
}

const failure = ({ id }: AwardToPrint, error: unknown): FailedAward => ({
	id,
	why: error instanceof Error ? error.message : String(error)
});

/** What each file would be known by; nothing of the files is kept. */
async function hashed(
	job: AwardJob,
	laid: readonly Laid[],
	step: Step,
	failed: FailedAward[]
): Promise<Uint8Array | null> {
	const hashes: Record<string, string> = {};
	for (const [at, one] of laid.entries()) {
		const { award } = one;
		try {
			const bytes = await single(job, one);
			hashes[award.id] = createHash('sha256').update(bytes).digest('hex');
		} catch (error) {
			failed.push(failure(award, error));
		}
		if (!(await step(at + 1))) return null;
	}
	return new Uint8Array(Buffer.from(JSON.stringify(hashes)));
}

async function packed(job: AwardJob, laid: readonly Laid[], step: Step): Promise<Uint8Array | null> {
	const files: ZipFile[] = [];
	let done = 0;
	for (const [pack, ofPack] of Map.groupBy(laid, ({ award }) => award.pack)) {
		const before = done;
		const bytes = await merged({ ...job, title: pack }, ofPack, (count) => step(before + count));
		if (!bytes) return null;
		files.push({ name: `${pack}.pdf`, bytes });
		done += ofPack.length;
	}
	return zipOf(files, new Date(job.at));
}

function made(
	job: AwardJob,
	laid: readonly Laid[],
	step: Step,
	failed: FailedAward[]
): Promise<Uint8Array | null> {
	if (job.form === 'zip') return zipped(job, laid, step);
	if (job.form === 'hashes') return hashed(job, laid, step, failed);
	if (job.form === 'single') return single(job, laid[0]!);
	if (job.form === 'packs') return packed(job, laid, step);
	return merged(job, laid, step);
}

/**
 * Certificates as the job asks for them. Whoever cannot be printed is named and stops nobody else; `step` is told how far
 * it is and says whether to go on, null where it said no.
 */
export async function renderAwards(job: AwardJob, step: Step): Promise<PrintedAwards | null> {
	const failed: FailedAward[] = [];
	const laid: Laid[] = [];
	for (const [at, award] of job.awards.entries()) {
		try {
			laid.push({ award, drawn: drawnOf(award.template, award.facts, job.way.onBlank) });
		} catch (error) {
			failed.push(failure(award, error));
		}
		if (at % 20 === 19 && !(await step(0))) return null;
	}
	if (laid.length === 0) return { bytes: new Uint8Array(), failed };
	const bytes = await made(job, laid, step, failed);
	return bytes && { bytes, failed };
}
