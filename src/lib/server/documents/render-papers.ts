import { attendanceFacts, drawAttendance } from './attendance/render-attendance.ts';
import { FORMATS } from './badges/badge-formats.ts';
import { badgesFacts, drawBadges } from './badges/render-badges.ts';
import {
	certificatesFacts,
	certificatesLayout,
	drawCertificates
} from './certificates/render-certificates.ts';
import { drawGoldenBook, goldenBookFacts, goldenBookLayout } from './golden-book/render-golden-book.ts';
import { drawRollList, rollListFacts } from './honours/draw-list.ts';
import { drawRollPoster, rollPosterFacts, rollPosterLayout } from './honours/draw-poster.ts';
import type { PrintJob, Printable } from './job.ts';
import { drawLetter, letterFacts } from './letters/render-letter.ts';
import { Paper, type Layout, type PaperFacts } from './paper.ts';
import { drawPaper, paperFacts, paperLayout } from './papers/render-paper.ts';
import { drawProgramme, programmeFacts } from './programme/render-programme.ts';
import { drawRecord, recordFacts } from './record/render-record.ts';
import { drawSeating, seatingFacts, seatingLayout } from './seating/render-seating.ts';
import { drawStageList, stageListFacts } from './stage-list/render-stage-list.ts';
import { drawTickets, ticketsFacts } from './tickets/render-tickets.ts';
import { zipOf, type ZipFile } from './zip.ts';

function factsOf(one: Printable): PaperFacts {
	if (one.kind === 'record') return recordFacts(one.input);
	if (one.kind === 'badges') return badgesFacts(one.input);
	if (one.kind === 'letter') return letterFacts(one.input);
	if (one.kind === 'attendance') return attendanceFacts(one.input);
	if (one.kind === 'certificates') return certificatesFacts(one.input);
	if (one.kind === 'seating') return seatingFacts(one.input);
	if (one.kind === 'roll-list') return rollListFacts(one.input);
	if (one.kind === 'roll-poster') return rollPosterFacts(one.input);
	if (one.kind === 'golden-book') return goldenBookFacts(one.input);
	if (one.kind === 'programme') return programmeFacts(one.input);
	if (one.kind === 'stage-list') return stageListFacts(one.input);
	return one.kind === 'tickets' ? ticketsFacts(one.input) : paperFacts(one.input);
}

function layoutOf(one: Printable): Layout {
	if (one.kind === 'badges') return { isWide: FORMATS[one.input.format].isSheetWide };
	if (one.kind === 'certificates') return certificatesLayout(one.input);
	if (one.kind === 'seating') return seatingLayout(one.input);
	if (one.kind === 'roll-poster') return rollPosterLayout(one.input);
	if (one.kind === 'golden-book') return goldenBookLayout();
	if (one.kind === 'stage-list') return { isWide: true };
	return one.kind === 'paper' ? paperLayout(one.input) : {};
}

function draw(paper: Paper, one: Printable): void {
	if (one.kind === 'record') drawRecord(paper, one.input);
	else if (one.kind === 'tickets') drawTickets(paper, one.input);
	else if (one.kind === 'badges') drawBadges(paper, one.input);
	else if (one.kind === 'letter') drawLetter(paper, one.input);
	else if (one.kind === 'attendance') drawAttendance(paper, one.input);
	else if (one.kind === 'certificates') drawCertificates(paper, one.input);
	else if (one.kind === 'seating') drawSeating(paper, one.input);
	else if (one.kind === 'roll-list') drawRollList(paper, one.input);
	else if (one.kind === 'roll-poster') drawRollPoster(paper, one.input);
	else if (one.kind === 'golden-book') drawGoldenBook(paper, one.input);
	else if (one.kind === 'programme') drawProgramme(paper, one.input);
	else if (one.kind === 'stage-list') drawStageList(paper, one.input);
	else drawPaper(paper, one.input);
}

/**
 * Papers as one PDF, or each as its own in a ZIP. `step` is told how many are done after each and says whether to go on;
 * null where it said no.
 */
export async function renderPapers(
	{ papers, form, title, at }: PrintJob,
	step: (done: number) => Promise<boolean>
): Promise<Uint8Array | null> {
	const [first] = papers;
	if (!first) throw new RangeError('nothing to print');
	if (form === 'zip') {
		const files: ZipFile[] = [];
		for (const [index, one] of papers.entries()) {
			const paper = new Paper(factsOf(one), layoutOf(one));
			draw(paper, one);
			files.push({ name: `${one.fileName}.pdf`, bytes: await paper.finish() });
			if (!(await step(index + 1))) return null;
		}
		return zipOf(files, new Date(at));
	}
	const isOne = papers.length === 1;
	const own = factsOf(first);
	const paper = new Paper(isOne ? own : { ...own, title, at: new Date(at) }, layoutOf(first));
	for (const [index, one] of papers.entries()) {
		if (index > 0) paper.next(layoutOf(one));
		if (!isOne) paper.enclose();
		draw(paper, one);
		if (!(await step(index + 1))) return null;
	}
	return paper.finish();
}
