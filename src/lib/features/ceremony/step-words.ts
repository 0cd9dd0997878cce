import type { Called, CeremonyStep } from '#lib/domain/ceremony/ceremony-step.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formatDecimal } from '#lib/ui/decimal.ts';

/** One line with a name in it, as it is called. */
export interface CalledLine {
	readonly id: string;
	/** The person, or the team. */
	readonly name: string;
	/** The person's team, or the team's units where its name does not say them. */
	readonly of: string | null;
	readonly total: string | null;
}

export function calledLine(called: Called): CalledLine {
	const { teamId, team, person, total } = called;
	const units = called.units.filter((unit) => !team.includes(unit)).join(', ');
	return {
		id: `${teamId} ${person ?? ''}`,
		name: person ?? team,
		of: person === null ? units || null : team,
		total: total === null ? null : formatDecimal(total, getLocale())
	};
}

const names = (called: readonly Called[]) =>
	called.map(({ team, person }) => (person === null ? team : `${person} (${team})`)).join(', ');

/** A step in one line: for the desk's list. */
export function stepTitle(step: CeremonyStep): string {
	const locale = getLocale();
	switch (step.kind) {
		case 'opening':
			return m.ceremony_title_opening();
		case 'prize':
			return m.ceremony_title_called({ prize: step.prize.name[locale], teams: names(step.called) });
		case 'vacant':
			return m.ceremony_title_vacant({ prize: step.prize.name[locale] });
		case 'taken':
			return m.ceremony_title_taken({ prize: step.prize.name[locale] });
		case 'table':
			return m.ceremony_title_table();
		case 'places': {
			const [only, ...more] = step.places;
			if (!only || more.length > 0) return m.ceremony_title_places();
			return m.ceremony_title_place({ rank: only.rank, teams: names(only.called) });
		}
		case 'through': {
			const teams = names(step.called);
			return step.toStage
				? m.ceremony_title_through({ stage: step.toStage[locale], teams })
				: m.ceremony_title_through_next({ teams });
		}
		case 'closing':
			return m.ceremony_title_closing();
	}
}

/** What the presenter says: words, then whom or what they are about. */
export interface Saying {
	readonly words: string;
	readonly called: readonly CalledLine[];
	/** Said large where nobody is called: the prize that is not given. */
	readonly about: string | null;
}

const saying = (words: string, called: readonly Called[] = [], about: string | null = null): Saying => ({
	words,
	called: called.map(calledLine),
	about
});

export function sayings(step: CeremonyStep, roundName: string): Saying[] {
	const locale = getLocale();
	switch (step.kind) {
		case 'opening':
			return [saying(m.ceremony_say_opening(), [], roundName)];
		case 'prize': {
			const prize = step.prize.name[locale];
			if (step.already.length > 0) return [saying(m.ceremony_say_prize_more({ prize }), step.called)];
			if (step.isBest) return [saying(m.ceremony_say_prize_best({ prize }), step.called)];
			return [saying(m.ceremony_say_prize({ prize }), step.called)];
		}
		case 'vacant': {
			const count = step.places ?? 1;
			const words = count > 1 ? m.ceremony_say_vacant_some({ count }) : m.ceremony_say_vacant();
			return [saying(words, [], step.prize.name[locale])];
		}
		case 'taken':
			return [saying(m.ceremony_say_taken(), [], step.prize.name[locale])];
		case 'table':
			return [
				saying(m.ceremony_say_table()),
				...step.prizes
					.filter(({ called }) => called.length > 0)
					.map(({ prize, called }) => saying(m.ceremony_say_prize({ prize: prize.name[locale] }), called))
			];
		case 'places':
			return step.places.map(({ rank, called }) => saying(m.ceremony_say_place({ rank }), called));
		case 'through':
			return [
				saying(
					step.toStage
						? m.ceremony_say_through({ stage: step.toStage[locale] })
						: m.ceremony_say_through_next(),
					step.called
				)
			];
		case 'closing':
			return [saying(m.ceremony_say_closing())];
	}
}
