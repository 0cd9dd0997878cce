import { NOT_HANDED } from '#lib/domain/honours/hand-over.ts';
import type { LinkedAs } from '#lib/domain/honours/stands-for.ts';
import type { DecisionState } from '#lib/domain/honours/decision-steps.ts';
import { stageOf, standingOf, type InHall, type OnStage } from '#lib/domain/honours/on-stage.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { isIssuable } from '../issue/issue-plan.ts';
import { conferencesFor, hallOf, peopleAt, type Looking } from './hall.ts';
import { handOverOf, paperOf, PAPERS } from './paper-of.ts';

const ofRecipients = (read: Tx, awardId: string, ids?: readonly string[]) =>
	read.awardRecipient.findMany({
		where: { decisionId: awardId, removedAt: null, ...(ids && { id: { in: [...ids] } }) },
		orderBy: [{ position: 'asc' }, { id: 'asc' }],
		include: {
			handOver: true,
			certificates: PAPERS,
			numbers: { orderBy: { givenAt: 'desc' }, take: 1, select: { number: true } }
		}
	});
type Row = Awaited<ReturnType<typeof ofRecipients>>[number];

function shown(row: Row, achievement: string | null, hall: InHall | null): OnStage {
	const { handOver, certificates, numbers, ...recipient } = row;
	const words = JSON.parse(recipient.words) as Words;
	const now = handOver ? handOverOf(handOver) : NOT_HANDED;
	const { paper, certificate, isReplaced } = paperOf(certificates);
	const standing = standingOf(now, paper);
	return {
		...{ id: recipient.id, subject: recipient.subject, hall },
		name: [words.honorific, words.name].filter(Boolean).join(' '),
		plainName: words.name ?? '',
		place: [words.position, words.unit, words.locality].filter(Boolean).join(', '),
		what: words.prize ?? words.achievement ?? achievement,
		number: numbers[0]?.number ?? null,
		paper: paper.kind,
		certificateId: certificate?.id ?? null,
		code: certificate?.code ?? null,
		isDoubted: certificate?.isDoubted ?? false,
		isReplaced,
		...standing,
		steps: handOver ? standing.steps : [],
		doneAt: handOver?.doneAt ?? null,
		doneBy: handOver?.doneBy ?? null,
		stageGroup: handOver?.stageGroup ?? null,
		position: handOver?.position ?? 0,
		presenter: handOver?.presenter ?? null,
		tray: handOver?.tray ?? null,
		version: handOver?.version ?? null,
		linkedAs: (handOver?.linkedAs ?? null) as LinkedAs | null,
		delegateId: handOver?.delegateId ?? null,
		delegationId: handOver?.delegationId ?? null
	};
}

type Linking = Pick<Row, 'id' | 'subject' | 'words' | 'personId' | 'unitId' | 'handOver'>;
const linkedIn = (rows: readonly Linking[]) =>
	rows.map(({ id, subject, words, personId, unitId, handOver }) => ({
		...{ recipientId: id, subject, personId, unitId, name: (JSON.parse(words) as Words).name ?? '' },
		linkedAs: (handOver?.linkedAs ?? null) as LinkedAs | null,
		delegateId: handOver?.delegateId ?? null,
		delegationId: handOver?.delegationId ?? null
	}));

/** Of these recipients what is noted, without where anybody is: for news of a tap. */
export async function someOnStage(
	read: Tx,
	awardId: string,
	ids: readonly string[]
): Promise<Omit<OnStage, 'hall'>[]> {
	const { achievement } = await read.awardDecision.findUniqueOrThrow({
		where: { id: awardId },
		select: { achievement: true }
	});
	return (await ofRecipients(read, awardId, ids)).map((row) => {
		const { hall: _, ...person } = shown(row, achievement, null);
		return person;
	});
}

/** Who of a decision's recipients is in the hall, by recipient, and nothing else of them: for news of a gate. */
export async function hallOnStage(
	read: Tx,
	awardId: string,
	looking: Looking
): Promise<ReadonlyMap<string, InHall>> {
	const award = await read.awardDecision.findUniqueOrThrow({
		where: { id: awardId },
		select: { conferenceId: true }
	});
	const rows = await read.awardRecipient.findMany({
		where: { decisionId: awardId, removedAt: null },
		include: { handOver: true }
	});
	return hallOf(read, award, linkedIn(rows), looking);
}

/** Handing over of one decision: who goes up when, what happened, who still has to get theirs. */
export async function handOverOfDecision(read: Tx, awardId: string, looking: Looking) {
	const award = await read.awardDecision.findUniqueOrThrow({ where: { id: awardId } });
	const rows = await ofRecipients(read, awardId);
	const hall = await hallOf(read, award, linkedIn(rows), looking);
	const people = rows.map((row) => shown(row, award.achievement, hall.get(row.id) ?? null));
	return {
		...{ version: award.stageVersion, title: award.title, people },
		...stageOf(people),
		isOpen: isIssuable(award.state as DecisionState),
		hasHall: hall.size > 0,
		hasPlaces: rows.some(({ place }) => place !== null)
	};
}
export type HandOverView = Awaited<ReturnType<typeof handOverOfDecision>>;

/** Whom one can choose to go up for somebody. */
export async function standInChoices(read: Tx, award: { conferenceId: string | null }, looking: Looking) {
	const conferences = await conferencesFor(read, award, looking);
	const all = await Promise.all(conferences.map(({ id }) => peopleAt(read, id)));
	const { compare } = new Intl.Collator('vi', { numeric: true });
	const units = new Map(all.flatMap(({ delegations }) => delegations.map(({ id, unit }) => [id, unit.name])));
	return {
		people: all.flatMap(({ delegates }) =>
			delegates.map(({ id, title, person, delegationId }) => ({
				value: id,
				label: [person.fullName, title, delegationId && units.get(delegationId)].filter(Boolean).join(', ')
			}))
		),
		units: [...units]
			.map(([value, label]) => ({ value, label }))
			.toSorted((a, b) => compare(a.label, b.label))
	};
}
