import type { QuestionStatus } from '#lib/domain/asking/question-step.ts';
import type { AskingView, ShownQuestion } from '#lib/live/asking-protocol.ts';
import { inVietnameseOrder } from '#lib/domain/people/vietnamese-order.ts';
import type { Tx } from '#lib/server/db/client.ts';

const ORDER = [{ position: 'asc' as const }, { id: 'asc' as const }];

async function timeOf(read: Tx, conferenceId: string) {
	const time = await read.questionTime.findUnique({ where: { conferenceId } });
	return {
		isOpen: time?.isOpen ?? false,
		mayBeUnnamed: time?.mayBeUnnamed ?? true,
		currentId: time?.currentId ?? null
	};
}

/** All questions of a conference for its desk: approved ones in their order, others as they came. */
export async function deskQuestions(read: Tx, conferenceId: string) {
	const [time, rows] = await Promise.all([
		timeOf(read, conferenceId),
		read.hallQuestion.findMany({ where: { conferenceId }, orderBy: [{ askedAt: 'asc' }, { id: 'asc' }] })
	]);
	const questions = rows.map((row) => ({
		...row,
		status: row.status as QuestionStatus,
		isCurrent: row.id === time.currentId,
		alike: rows
			.filter(({ mergedIntoId }) => mergedIntoId === row.id)
			.map(({ id, text, unitName, personName }) => ({ id, text, unitName, personName }))
	}));
	const of = (status: QuestionStatus) => questions.filter((question) => question.status === status);
	return {
		...time,
		waiting: of('waiting'),
		approved: of('approved').sort((a, b) => (a.position ?? 0) - (b.position ?? 0)),
		answered: of('answered').sort((a, b) => (b.answeredAt?.getTime() ?? 0) - (a.answeredAt?.getTime() ?? 0)),
		refused: of('refused'),
		merged: of('merged')
	};
}
export type DeskQuestions = Awaited<ReturnType<typeof deskQuestions>>;
export type DeskQuestion = DeskQuestions['waiting'][number];

/** Places to ask from, in their order. */
export function askingPlaces(read: Tx, conferenceId: string) {
	return read.askingPlace.findMany({
		where: { conferenceId, removedAt: null },
		orderBy: { position: 'asc' },
		select: { id: true, name: true, token: true }
	});
}

/** What the page behind a QR code shows; null where its place is none any more, or the conference is a draft. */
export async function askingPage(read: Tx, token: string) {
	if (!/^[\w-]{12}$/.test(token)) return null;
	const place = await read.askingPlace.findUnique({
		where: { token },
		include: { conference: { select: { code: true, titleVi: true, titleEn: true, status: true } } }
	});
	if (!place || place.removedAt || place.conference.status === 'draft') return null;
	const { conferenceId, name, conference } = place;
	const [time, delegations] = await Promise.all([
		timeOf(read, conferenceId),
		read.delegation.findMany({
			where: { conferenceId },
			select: { id: true, unit: { select: { name: true } } }
		})
	]);
	return {
		conferenceId,
		conference,
		place: name,
		isOpen: time.isOpen,
		mayBeUnnamed: time.mayBeUnnamed,
		units: delegations
			.map(({ id, unit }) => ({ id, name: unit.name }))
			.sort((a, b) => inVietnameseOrder(a.name, b.name))
	};
}

/** What the wall shows: the question that is being answered and those after it; null where nobody outside knows the conference. */
export async function askingView(read: Tx, conferenceId: string): Promise<AskingView | null> {
	const conference = await read.conference.findUnique({
		where: { id: conferenceId },
		select: { status: true }
	});
	if (!conference || conference.status === 'draft') return null;
	const [{ isOpen, currentId }, rows] = await Promise.all([
		timeOf(read, conferenceId),
		read.hallQuestion.findMany({
			where: { conferenceId, status: 'approved' },
			orderBy: ORDER,
			select: { id: true, text: true, unitName: true, _count: { select: { merged: true } } }
		})
	]);
	const shown = rows.map(({ id, text, unitName, _count }): ShownQuestion => {
		return { id, text, unitName, others: _count.merged };
	});
	return {
		isOpen,
		current: shown.find(({ id }) => id === currentId) ?? null,
		next: shown.filter(({ id }) => id !== currentId)
	};
}

/** Questions with the written answers that everybody may read. */
export async function publicAnswers(read: Tx, conferenceId: string) {
	return read.hallQuestion.findMany({
		where: { conferenceId, status: 'answered', answeredHow: 'written', isShown: true },
		orderBy: ORDER,
		select: { id: true, text: true, unitName: true, answer: true, answeredBy: true, answeredAt: true }
	});
}
