import {
	COUNTED,
	countedAs,
	isDueAgain,
	NOT_HANDED,
	openSteps,
	type Counted
} from '#lib/domain/honours/hand-over.ts';
import type { DecisionState } from '#lib/domain/honours/decision-steps.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { isIssuable } from '../issue/issue-plan.ts';
import { conferencesFor, hallOf, peopleAt, type InHall, type Looking } from './hall.ts';
import { handOverOf, paperOf, PAPERS } from './paper-of.ts';

const ofRecipients = (read: Tx, awardId: string) =>
	read.awardRecipient.findMany({
		where: { decisionId: awardId, removedAt: null },
		orderBy: [{ position: 'asc' }, { id: 'asc' }],
		include: {
			handOver: true,
			certificates: PAPERS,
			numbers: { orderBy: { givenAt: 'desc' }, take: 1, select: { number: true } }
		}
	});
type Row = Awaited<ReturnType<typeof ofRecipients>>[number];

function shown(row: Row, achievement: string | null, hall: InHall | null) {
	const { handOver, certificates, numbers, ...recipient } = row;
	const words = JSON.parse(recipient.words) as Words;
	const now = handOver ? handOverOf(handOver) : NOT_HANDED;
	const { paper, certificate, isReplaced } = paperOf(certificates);
	const isAgain = isDueAgain(now, paper);
	return {
		...{ id: recipient.id, subject: recipient.subject, state: now.state, hall },
		name: [words.honorific, words.name].filter(Boolean).join(' '),
		plainName: words.name ?? '',
		place: [words.position, words.unit, words.locality].filter(Boolean).join(', '),
		what: words.prize ?? words.achievement ?? achievement,
		number: numbers[0]?.number ?? null,
		paper: paper.kind,
		code: certificate?.code ?? null,
		/** Its result changed: somebody has to decide whether it stands. */
		isDoubted: certificate?.isDoubted ?? false,
		isReplaced,
		isAgain,
		counted: countedAs(now, paper),
		receiver: now.receiver,
		doneAt: handOver?.doneAt ?? null,
		doneBy: handOver?.doneBy ?? null,
		stageGroup: handOver?.stageGroup ?? null,
		position: handOver?.position ?? 0,
		steps: handOver ? openSteps(now, paper) : [],
		version: handOver?.version ?? null,
		delegateId: handOver?.delegateId ?? null,
		delegationId: handOver?.delegationId ?? null
	};
}
export type OnStage = ReturnType<typeof shown>;

interface StageGroupShown {
	readonly group: number;
	readonly presenter: string | null;
	readonly tray: string | null;
	readonly members: readonly OnStage[];
}

function groupsOf(rows: readonly Row[], people: readonly OnStage[]): StageGroupShown[] {
	const said = new Map(rows.map(({ id, handOver }) => [id, handOver]));
	const going = people.filter(({ stageGroup }) => stageGroup).toSorted((a, b) => a.position - b.position);
	return [...Map.groupBy(going, ({ stageGroup }) => stageGroup!)]
		.toSorted(([one], [other]) => one - other)
		.map(([group, members]) => {
			const first = said.get(members[0]!.id);
			return { group, members, presenter: first?.presenter ?? null, tray: first?.tray ?? null };
		});
}

/** Handing over of one decision: who goes up when, what happened, who still has to get theirs. */
export async function handOverOfDecision(read: Tx, awardId: string, looking: Looking) {
	const award = await read.awardDecision.findUniqueOrThrow({ where: { id: awardId } });
	const rows = await ofRecipients(read, awardId);
	const hall = await hallOf(
		read,
		award,
		rows.map(({ id, subject, words, personId, unitId, handOver }) => ({
			...{ recipientId: id, subject, personId, unitId, name: (JSON.parse(words) as Words).name ?? '' },
			delegateId: handOver?.delegateId ?? null,
			delegationId: handOver?.delegationId ?? null
		})),
		looking
	);
	const people = rows.map((row) => shown(row, award.achievement, hall.get(row.id) ?? null));
	const isBegun = people.some(({ state }) => state !== 'waiting');
	const count = Object.fromEntries(
		COUNTED.map((of) => [of, people.filter(({ counted }) => counted === of).length])
	) as Record<Counted, number>;
	const isDue = ({ counted }: OnStage) => counted === 'waiting' || counted === 'absent';
	// Whoever stands in a group may still be called.
	const isOpenOnStage = ({ stageGroup, counted, isAgain }: OnStage) =>
		Boolean(stageGroup) && counted === 'waiting' && !isAgain;
	return {
		...{ version: award.stageVersion, count, isBegun, total: people.length },
		isOpen: isIssuable(award.state as DecisionState),
		isLaidOut: people.some(({ stageGroup }) => stageGroup),
		hasHall: hall.size > 0,
		hasPlaces: rows.some(({ place }) => place !== null),
		groups: groupsOf(rows, people),
		apart: people.filter(({ stageGroup }) => stageGroup === 0),
		/** Once it has begun: who has to pick theirs up. */
		due: people.filter((person) => isDue(person) && !isOpenOnStage(person)),
		/** In a group, and nothing is noted of them yet. */
		open: people.filter(isOpenOnStage),
		/** What must be told whoever holds the papers. */
		revoked: people.filter(({ paper }) => paper === 'revoked'),
		again: people.filter(({ isAgain }) => isAgain),
		renewed: people.filter(
			({ isReplaced, isAgain, counted }) => isReplaced && !isAgain && counted === 'waiting'
		)
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
