import { handedOver, type HandOverStep } from '#lib/domain/honours/hand-over.ts';
import { paperOnStage, standingOf, type InHall, type OnStage } from '#lib/domain/honours/on-stage.ts';
import {
	TAPS_AT_ONCE,
	type HandOverNews,
	type SentOnStage,
	type SentTap,
	type TapResult
} from '#lib/live/hand-over-protocol.ts';

/**
 * One tap beside the stage, as it was made: written before anything is sent, and never changed. It is sent under no other account
 * than its own: who tapped is who did it.
 */
export interface Tap extends SentTap {
	readonly seq: number;
	readonly awardId: string;
	readonly accountId: string;
	readonly accountName: string;
	/** Whose hand-over, for who reads it without the list. */
	readonly name: string;
}

/** A tap that the server did not take, in words. One that it took is forgotten here: the list has it. */
export interface TapRefused {
	readonly id: string;
	readonly code: string;
	readonly text: string;
}

export interface TapJournal {
	/** Of one decision, by rising `seq`. */
	readonly taps: readonly Tap[];
	readonly refused: ReadonlyMap<string, TapRefused>;
}

export function tapJournalOf(
	awardId: string,
	taps: readonly Tap[],
	refused: readonly TapRefused[]
): TapJournal {
	return {
		taps: taps.filter((tap) => tap.awardId === awardId).toSorted((a, b) => a.seq - b.seq),
		refused: new Map(refused.map((one) => [one.id, one]))
	};
}

export const withWritten = (journal: TapJournal, written: readonly Tap[]): TapJournal => ({
	...journal,
	taps: [...journal.taps, ...written]
});

export function withoutTaps(journal: TapJournal, taps: readonly Tap[]): TapJournal {
	const gone = new Set(taps.map(({ id }) => id));
	return { ...journal, taps: journal.taps.filter(({ id }) => !gone.has(id)) };
}

export const withRefused = (journal: TapJournal, refused: readonly TapRefused[]): TapJournal => ({
	...journal,
	refused: new Map([...journal.refused, ...refused.map((one) => [one.id, one] as const)])
});

/** What no server has answered yet, oldest first. */
export const unsentTaps = ({ taps, refused }: TapJournal): Tap[] => taps.filter(({ id }) => !refused.has(id));

/** What the server did not take and nobody has put aside yet. */
export const refusedTaps = ({ taps, refused }: TapJournal) =>
	taps.flatMap((tap) => {
		const said = refused.get(tap.id);
		return said ? [{ tap, said }] : [];
	});

/** What goes to the server next for an account. */
export const nextTaps = (journal: TapJournal, accountId: string): Tap[] =>
	unsentTaps(journal)
		.filter((tap) => tap.accountId === accountId)
		.slice(0, TAPS_AT_ONCE);

/** As it is sent. */
export function asSent({ id, recipientId, step, receiver, ...seen }: Tap): SentTap {
	const { version, certificateId, after, tappedAt } = seen;
	return { id, recipientId, step, receiver, version, certificateId, after, tappedAt };
}

/** What the server's answer makes of a journal: taken (to be forgotten), refused, and what stays to be sent again. */
export function answered(taps: readonly Tap[], results: readonly TapResult[]) {
	const byId = new Map(results.map((result) => [result.id, result]));
	const taken = taps.filter(({ id }) => byId.get(id)?.ok);
	const refused = taps.flatMap(({ id }): TapRefused[] => {
		const result = byId.get(id);
		// A right can be given back: nothing is wrong with the tap.
		if (!result || result.ok || result.code === 'forbidden') return [];
		return [{ id, code: result.code, text: result.text }];
	});
	return { taken, refused };
}

/** A recipient as the tablet shows them: what the server knows, and on top what it does not yet. */
export interface ShownOnStage extends OnStage {
	/** Taps that the server has not answered yet. */
	readonly unsent: number;
}

function withTap(person: ShownOnStage, tap: Tap): ShownOnStage {
	const paper = paperOnStage(person);
	const unsent = person.unsent + 1;
	const answer = handedOver(person.handOver, tap.step, { paper, receiver: tap.receiver });
	// Counted on as the server will count it; where it has moved on meanwhile, it will say no.
	const version = (person.version ?? 0) + 1;
	if ('refused' in answer) return { ...person, unsent, version };
	const done = { doneAt: new Date(tap.tappedAt), doneBy: tap.accountName };
	return { ...person, ...standingOf(answer.to, paper), ...done, unsent, version };
}

/** Everybody with the taps of this tablet that were not sent yet. */
export function withTaps(people: readonly OnStage[], journal: TapJournal): ShownOnStage[] {
	const waiting = Map.groupBy(unsentTaps(journal), ({ recipientId }) => recipientId);
	return people.map((person) =>
		(waiting.get(person.id) ?? []).reduce(withTap, { ...person, unsent: 0 } as ShownOnStage)
	);
}

/** What is tapped beside the stage; at the desk it is the certificate's code that is read. */
export type TapStep = Exclude<HandOverStep, 'pick-up'>;

interface Account {
	readonly id: string;
	readonly name: string;
}

interface Tapping {
	readonly id: string;
	readonly awardId: string;
	readonly account: Account;
	readonly step: TapStep;
	readonly receiver: string | null;
	/** By the server's clock. */
	readonly at: Date;
}

/** A tap on somebody as they are shown; null where the step does not follow now (a button pressed twice). */
export function tapOn(
	person: ShownOnStage,
	journal: TapJournal,
	{ id, awardId, account, step, receiver, at }: Tapping
): Omit<Tap, 'seq'> | null {
	if (person.version === null || !person.steps.includes(step)) return null;
	const before = unsentTaps(journal).findLast(({ recipientId }) => recipientId === person.id);
	return {
		...{ id, awardId, recipientId: person.id, step, receiver: step === 'receive' ? receiver : null },
		...{ version: person.version, after: before?.id ?? null, tappedAt: at.toISOString() },
		certificateId: person.paper === 'good' ? person.certificateId : null,
		...{ accountId: account.id, accountName: account.name, name: person.name }
	};
}

/** One button, on one person. */
export interface Asked {
	readonly personId: string;
	readonly step: TapStep;
	/** Who receives instead; null: themselves. */
	readonly receiver: string | null;
}

interface TappingTogether {
	readonly awardId: string;
	readonly account: Account;
	/** By the server's clock. */
	readonly nowMs: number;
	readonly newId: () => string;
}

/** Several taps that are made at once, each on another person; those that do not follow now are left out. */
export function tapsOn(
	people: readonly ShownOnStage[],
	journal: TapJournal,
	asked: readonly Asked[],
	{ nowMs, newId, ...who }: TappingTogether
): Omit<Tap, 'seq'>[] {
	const shown = new Map(people.map((person) => [person.id, person]));
	const at = new Date(nowMs);
	return asked.flatMap(({ personId, step, receiver }) => {
		const person = shown.get(personId);
		const tap = person && tapOn(person, journal, { ...who, id: newId(), step, receiver, at });
		return tap ? [tap] : [];
	});
}

const received = <Sent extends SentOnStage>({ doneAt, ...person }: Sent) => ({
	...person,
	doneAt: doneAt === null ? null : new Date(doneAt)
});

/** The server's list as the tablet works with it. */
export const peopleOf = (people: readonly (SentOnStage & { readonly hall: InHall | null })[]): OnStage[] =>
	people.map(received);

/** Takes news of some of them; what was read before and came later than something newer is left out. */
export function withPeople(people: readonly OnStage[], news: readonly SentOnStage[]): OnStage[] {
	const newer = new Map(news.map((person) => [person.id, person]));
	return people.map((person) => {
		const told = newer.get(person.id);
		if (!told || (told.version ?? -1) < (person.version ?? -1)) return person;
		return { ...received(told), hall: person.hall };
	});
}

/** Takes the whole list anew; of whom a newer answer came before, that stays. */
export function withStage(
	people: readonly OnStage[],
	stage: readonly (SentOnStage & { readonly hall: InHall | null })[]
): OnStage[] {
	const known = new Map(people.map((person) => [person.id, person]));
	return peopleOf(stage).map((person) => {
		const before = known.get(person.id);
		return before && (before.version ?? -1) > (person.version ?? -1)
			? { ...before, hall: person.hall }
			: person;
	});
}

/** Takes where everybody is. */
export const withHall = (people: readonly OnStage[], hall: Readonly<Record<string, InHall>>): OnStage[] =>
	people.map((person) => ({ ...person, hall: hall[person.id] ?? null }));

/** What is to be asked for after several news. */
export function gathered(told: readonly HandOverNews[]): HandOverNews[] {
	if (told.some(({ of }) => of === 'whole')) return [{ of: 'whole' }];
	const ids = [...new Set(told.flatMap((news) => (news.of === 'people' ? news.ids : [])))];
	const hall: HandOverNews[] = told.some(({ of }) => of === 'hall') ? [{ of: 'hall' }] : [];
	return ids.length > 0 ? [{ of: 'people', ids }, ...hall] : hall;
}
