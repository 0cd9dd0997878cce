import { addPlaces } from '#lib/server/asking/save-places.ts';
import { setQuestionTime } from '#lib/server/asking/set-question-time.ts';
import { programmePaper } from '#lib/server/conference/programme/programme-paper.ts';
import { fillHall, shapeHall } from '#lib/server/conference/seating/arrange.ts';
import { seatingPaper } from '#lib/server/conference/seating/seating-paper.ts';
import type { Database } from '#lib/server/db/client.ts';
import type { PrintJob } from '#lib/server/documents/job.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import { addDocument } from '#lib/server/papers/add-document.ts';
import { releaseDocument } from '#lib/server/papers/edit-document.ts';
import { readFile } from '#lib/server/papers/read-file.ts';
import { ask } from './ask.ts';

/** Rows from the stage on: the first two for who is called without being counted, the others for all delegations. */
const ROWS = 16;
const COLUMNS = 18;
const GUEST_ROWS = 2;

/** Seats everybody who is called: each unit together. */
export async function seatHall(database: Database, conferenceId: string): Promise<string> {
	const hall = await database.read.conferenceHall.findFirstOrThrow({
		where: { conferenceId },
		orderBy: { position: 'asc' }
	});
	const place = { conferenceId, hallId: hall.id };
	const kinds = Array.from({ length: ROWS }, (_, row) => (row < GUEST_ROWS ? 'guest' : 'general'));
	await ask(database, shapeHall, { ...place, version: 0, rows: ROWS, columns: COLUMNS, aisles: '9', kinds });
	await ask(database, fillHall, { ...place, version: 1 });
	return hall.id;
}

/** Two documents that the product prints itself: the programme for everybody, and where each delegation sits. */
export async function handOutPapers(database: Database, conferenceId: string, hallId: string): Promise<void> {
	const { read } = database;
	const conference = await read.conference.findUniqueOrThrow({
		where: { id: conferenceId },
		include: { host: { select: { name: true } } }
	});
	const seating = { conference, hallId, locale: 'vi', what: 'poster', size: 'A4', at: new Date() } as const;
	const papers: readonly [
		title: string,
		titleEn: string,
		readers: string,
		job: PrintJob | null | undefined
	][] = [
		['Chương trình hội nghị', 'Programme', 'public', await programmePaper(read, conferenceId, 'vi')],
		['Sơ đồ chỗ ngồi theo đoàn', 'Seats by delegation', 'delegates', await seatingPaper(read, seating)]
	];
	for (const [title, titleEn, readers, job] of papers) {
		if (!job) throw new Error(`${title}: nothing to print`);
		const file = await readFile(await printPapers(job), `${title}.pdf`);
		const { documentId } = await ask(database, addDocument(file), {
			...{ conferenceId, hash: file.hash, title, titleEn, readers }
		});
		await ask(database, releaseDocument, { documentId, version: 0, step: 'release' });
	}
}

/** Lets the hall ask, from the hall as a whole and from two blocks of its seats. */
export async function openQuestions(database: Database, conferenceId: string): Promise<void> {
	await ask(database, addPlaces, { conferenceId, names: 'Hội trường lớn\nDãy A–H\nDãy J–R' });
	await ask(database, setQuestionTime, { conferenceId, isOpen: true, mayBeUnnamed: true });
}
