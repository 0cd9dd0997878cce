import type { AwardKind, SubjectKind } from '#lib/domain/honours/award-kind.ts';
import { INVENTED } from '#lib/domain/honours/certificate-words.ts';
import { saidOfAll } from '#lib/domain/honours/publicity.ts';
import { dateInWords } from '#lib/domain/honours/wording.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayWords } from '#lib/words/moment.ts';
import type { RollDecision, RollEntry, RollGroup, RollListInput } from './roll-input.ts';

type Locale = 'vi' | 'en';

export function kindOf(kind: AwardKind, locale: Locale): string {
	const o = { locale };
	return {
		merit: m.proof_kind_merit,
		commendation: m.proof_kind_commendation,
		certificate: m.proof_kind_certificate,
		flag: m.proof_kind_flag
	}[kind]({}, o);
}

/** 'Tập thể', 'Cá nhân': a heading over a group. */
export function groupOf(subject: SubjectKind, locale: Locale): string {
	const o = { locale };
	return {
		collective: m.roll_collectives,
		household: m.roll_households,
		individual: m.roll_individuals
	}[subject]({}, o);
}

/** '37 cá nhân': where their names are nobody's business. */
export function countOf(subject: SubjectKind, count: number, locale: Locale): string {
	const o = { locale };
	return {
		collective: m.roll_count_collectives,
		household: m.roll_count_households,
		individual: m.roll_count_individuals
	}[subject]({ count }, o);
}

/** 'Danh sách tập thể, cá nhân được tặng Bằng khen'. */
export function listTitle({ kind, groups }: Pick<RollDecision, 'kind' | 'groups'>, locale: Locale): string {
	const subjects = groups.map(({ subject }) => groupOf(subject, locale).toLocaleLowerCase('vi')).join(', ');
	return m.roll_list_title({ subjects, kind: kindOf(kind, locale) }, { locale });
}

/** As papers write a day: '15 tháng 10 năm 2026'. */
const longDay = (day: string, locale: Locale): string =>
	locale === 'vi' ? dateInWords(day).replace(/^ngày /u, '') : dayWords(day);

/** 'Quyết định số 1234/QĐ-UBND ngày 15 tháng 10 năm 2026'; dots where number or day are still to come. */
export function decisionOf({ number, decidedOn }: RollDecision, locale: Locale, isDraft = false): string {
	const o = { locale };
	const day = decidedOn ? longDay(decidedOn, locale) : '…/…/……';
	if (number === null && !isDraft) return m.roll_decision_day({ day }, o);
	return m.roll_decision({ number: number ?? '………', day }, o);
}

/** What stands across every page. */
export function acrossOf(mark: RollListInput['mark'], locale: Locale): { across?: string } {
	if (mark === null) return {};
	if (mark === 'invented') return { across: INVENTED };
	const word = mark === 'draft' ? m.roll_across_draft : m.roll_across_annulled;
	return { across: word({}, { locale }).toLocaleUpperCase('vi') };
}

/** '2021 - 2025' stays on one line. */
export const yearsTogether = (text: string): string =>
	text.replace(/(\d{4}) ([-–]) (?=\d{4})/gu, '$1\u00a0$2\u00a0');

/** What a roll says once instead of of everybody: in its head, or below the heading of a group. */
export interface Common {
	readonly ofAll: string | null;
	readonly ofGroup: (group: RollGroup) => string | null;
}

/** `said` is what an entry says of why it is honoured. */
export function commonOf(groups: readonly RollGroup[], said: (entry: RollEntry) => string): Common {
	const of = (some: readonly RollGroup[]) =>
		saidOfAll(some.flatMap(({ entries }) => (entries ?? []).map(said)));
	const ofAll = of(groups);
	return { ofAll, ofGroup: (group) => (ofAll === null ? of([group]) : null) };
}
