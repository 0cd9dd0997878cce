import { minutesByUnit } from '#lib/domain/conference/programme.ts';
import { speechSteps, type SpeechState } from '#lib/domain/conference/speech-state.ts';
import type { Whereabouts } from '#lib/domain/conference/whereabouts.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { whereaboutsOf } from '../came-in.ts';
import { standInsOf } from './stand-ins.ts';
import { spokenMs } from './speech-clock.ts';
import { maySendNow, speechesUntil } from './speech-deadline.ts';

const WHOLE = {
	delegation: { select: { id: true, unit: { select: { name: true } } } },
	item: { select: { id: true, title: true } },
	speaker: { select: { id: true, personId: true, title: true, person: { select: { fullName: true } } } }
} as const;

/** People of delegations who may read out a speech, by delegation. */
async function speakersOf(read: Tx, where: { conferenceId?: string; delegationId?: string }) {
	const people = await read.delegate.findMany({
		where: { ...where, status: { not: 'substituted' } },
		select: {
			id: true,
			delegationId: true,
			title: true,
			person: { select: { fullName: true, sortKey: true } }
		},
		orderBy: { person: { sortKey: 'asc' } }
	});
	return people.map(({ id, delegationId, title, person }) => ({
		...{ id, delegationId, name: person.fullName, title }
	}));
}

/** The speeches of a conference for the desk, with who is in the hall and how long they were spoken. */
export async function speechesOnDesk(read: Tx, conferenceId: string) {
	const [rows, seen, standIns, spoken, people, delegations, items, conference] = await Promise.all([
		read.speech.findMany({
			where: { conferenceId },
			include: WHOLE,
			orderBy: [{ position: 'asc' }, { id: 'asc' }]
		}),
		whereaboutsOf(read, conferenceId),
		standInsOf(read, conferenceId),
		spokenMs(read, conferenceId),
		speakersOf(read, { conferenceId }),
		read.delegation.findMany({
			where: { conferenceId },
			select: { id: true, unit: { select: { name: true } } }
		}),
		read.programmeItem.findMany({
			where: { conferenceId, removedAt: null, kind: { in: ['speeches', 'discussion'] } },
			orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
			select: { id: true, title: true, minutes: true }
		}),
		read.conference.findUniqueOrThrow({ where: { id: conferenceId } })
	]);
	const collator = new Intl.Collator('vi', { numeric: true });
	const speeches = rows.map(({ delegation, item, speaker, state, ...row }) => ({
		...{ id: row.id, topic: row.topic, title: row.title, text: row.text, position: row.position },
		...{ minutes: row.minutes, leastMinutes: row.leastMinutes, mustBeSpoken: row.mustBeSpoken },
		...{ remark: row.remark, reason: row.reason, sentAt: row.sentAt, reviewedAt: row.reviewedAt },
		...{ reviewedBy: row.reviewedBy, version: row.version, item },
		state: state as SpeechState,
		steps: speechSteps(state as SpeechState),
		unit: delegation.unit.name,
		delegationId: delegation.id,
		speaker: speaker && {
			...{ id: speaker.id, name: speaker.person.fullName, title: speaker.title },
			is: seen.get(speaker.personId) ?? ('absent' as const)
		},
		standIn: standIns(speaker?.id ?? null, delegation.id),
		spokenMs: spoken.get(row.id) ?? null
	}));
	const spokenBy = (unit: string) =>
		speeches.reduce((sum, speech) => (speech.unit === unit ? sum + (speech.spokenMs ?? 0) : sum), 0);
	const onProgramme = speeches.filter(({ state }) => state === 'on-programme' || state === 'given');
	return {
		speeches,
		people,
		items,
		delegations: delegations
			.map(({ id, unit }) => ({ id, name: unit.name }))
			.sort((one, other) => collator.compare(one.name, other.name)),
		byUnit: minutesByUnit(onProgramme.map((speech) => ({ ...speech, status: 'waiting' }))).map((each) => ({
			...each,
			spokenMs: spokenBy(each.unit)
		})),
		until: speechesUntil(conference),
		ownUntil: conference.speechesUntil
	};
}
export type DeskSpeeches = Awaited<ReturnType<typeof speechesOnDesk>>;
export type DeskSpeech = DeskSpeeches['speeches'][number];

/** What one unit was asked for, behind its link. */
export async function speechesOfUnit(read: Tx, delegationId: string, at: Date) {
	const [rows, people, delegation] = await Promise.all([
		read.speech.findMany({
			where: { delegationId },
			include: { item: { select: { title: true } } },
			orderBy: [{ createdAt: 'asc' }, { id: 'asc' }]
		}),
		speakersOf(read, { delegationId }),
		read.delegation.findUniqueOrThrow({ where: { id: delegationId }, include: { conference: true } })
	]);
	return {
		speeches: rows.map((row) => ({
			...{ id: row.id, topic: row.topic, title: row.title, text: row.text, minutes: row.minutes },
			...{ speakerId: row.speakerId, remark: row.remark, sentAt: row.sentAt, version: row.version },
			state: row.state as SpeechState
		})),
		people,
		until: speechesUntil(delegation.conference),
		maySend: maySendNow(delegation.conference, at)
	};
}
export type UnitSpeeches = Awaited<ReturnType<typeof speechesOfUnit>>;

export interface SpeakerNow {
	readonly is: Whereabouts;
	/** As the desk has it now, which may be newer than the released programme; null where nobody is named. */
	readonly name: string | null;
	/** Who could speak instead. */
	readonly standIn: { readonly id: string; readonly name: string } | null;
	readonly version: number;
}

/** Where the speakers are, by speech: for MC and desk. A speech without a speaker is in nobody's hands. */
export async function speakersHere(read: Tx, conferenceId: string): Promise<Record<string, SpeakerNow>> {
	const [rows, seen, standIns] = await Promise.all([
		read.speech.findMany({
			where: { conferenceId, itemId: { not: null } },
			select: {
				...{ id: true, version: true, delegationId: true },
				speaker: { select: { id: true, personId: true, person: { select: { fullName: true } } } }
			}
		}),
		whereaboutsOf(read, conferenceId),
		standInsOf(read, conferenceId)
	]);
	return Object.fromEntries(
		rows.map(({ id, version, delegationId, speaker }) => [
			id,
			{
				is: (speaker && seen.get(speaker.personId)) ?? 'absent',
				name: speaker?.person.fullName ?? null,
				standIn: standIns(speaker?.id ?? null, delegationId),
				version
			}
		])
	);
}
