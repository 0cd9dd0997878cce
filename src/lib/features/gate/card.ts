import type { VerdictFacts } from '#lib/domain/admission/decide.ts';
import { doesCount, VERDICTS, type Tone, type VerdictCode } from '#lib/domain/admission/verdict.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayWords } from '#lib/words/moment.ts';
import { clockWords } from './clock-words.ts';
import { spanWords, VERDICT_WORDS } from './gate-words.ts';

/** What a gate shows of an answer: large words, whose it is, and the lines that explain it. */
export interface Card {
	readonly code: VerdictCode;
	readonly tone: Tone;
	readonly title: string;
	readonly name: string | null;
	/** Office and unit. */
	readonly about: string | null;
	readonly seat: string | null;
	readonly chips: readonly string[];
	readonly lines: readonly string[];
}

const CHIPS: Readonly<Record<string, () => string>> = {
	vip: m.gate_fact_vip,
	speaker: m.gate_fact_speaker,
	honouree: m.gate_fact_honouree,
	'needs-documents': m.gate_fact_documents,
	'check-photo': m.gate_fact_check_photo
};

/** An answer in words. `overridden`: a supervisor let somebody in against it. */
export function cardOf(code: VerdictCode, facts: VerdictFacts, overridden = false): Card {
	const { delegate } = facts;
	return {
		code,
		tone: overridden ? 'admit' : VERDICTS[code].tone,
		title: titleOf(code, facts, overridden),
		name: delegate?.name || null,
		about: delegate ? [delegate.role, delegate.unit].filter(Boolean).join(' · ') || null : null,
		seat: delegate?.seat ? m.gate_fact_seat({ seat: delegate.seat }) : null,
		chips: delegate?.flags.flatMap((flag) => CHIPS[flag]?.() ?? []) ?? [],
		lines: linesOf(code, facts).filter((line) => line !== '')
	};
}

/** The large words of an answer. */
export function titleOf(
	code: VerdictCode,
	{ isLogged, isHandOver }: Pick<VerdictFacts, 'isLogged' | 'isHandOver'>,
	overridden: boolean
): string {
	if (overridden) return m.gate_verdict_overridden();
	if (isLogged && doesCount(code)) return isHandOver ? m.gate_handed_over() : m.gate_logged();
	return VERDICT_WORDS[code]?.() ?? code;
}

function linesOf(code: VerdictCode, facts: VerdictFacts): string[] {
	switch (code) {
		case 'ADMIT':
		case 'ADMIT_OFFLINE':
			return [
				facts.isLogged && facts.since ? loggedLine(facts) : '',
				facts.delegate?.standsInFor ? m.gate_fact_stands_in({ name: facts.delegate.standsInFor }) : '',
				facts.remaining === undefined ? '' : m.gate_fact_remaining({ count: facts.remaining })
			];
		case 'REENTRY':
			return facts.since
				? [m.gate_fact_reentry({ at: clockWords(facts.since.at), gate: facts.since.gate })]
				: [];
		case 'EXIT_OK':
			return [facts.withoutEntry ? m.gate_fact_out_without() : ''];
		case 'ALREADY':
			return facts.since ? [alreadyLine(facts)] : [];
		case 'REVOKED':
			return [
				facts.withdrawn?.status === 'lost' ? m.gate_fact_lost() : '',
				facts.withdrawn?.withdrawnReason
					? m.gate_fact_reason({ reason: facts.withdrawn.withdrawnReason })
					: ''
			];
		case 'REPLACED':
			return [
				facts.replacedBy ? m.gate_fact_replaced_by({ name: facts.replacedBy }) : m.gate_fact_replaced(),
				facts.withdrawn?.withdrawnReason
					? m.gate_fact_reason({ reason: facts.withdrawn.withdrawnReason })
					: ''
			];
		case 'WRONG_EVENT':
			return [
				facts.otherEvent
					? m.gate_fact_other_event({
							name: facts.otherEvent.name,
							day: dayWords(facts.otherEvent.days[0] ?? '')
						})
					: m.gate_fact_other_event_unknown()
			];
		case 'WRONG_DAY':
			return [m.gate_fact_days({ days: (facts.validDays ?? []).map(dayWords).join(', ') })];
		case 'NOT_YET':
			return facts.opensAt ? [m.gate_fact_opens({ at: clockWords(facts.opensAt) })] : [];
		case 'CLOSED':
			return facts.closedAt ? [m.gate_fact_closed({ at: clockWords(facts.closedAt) })] : [];
		case 'WRONG_ZONE':
			return [
				facts.rightCheckpoints?.length
					? m.gate_fact_right_gates({ gates: facts.rightCheckpoints.join(', ') })
					: m.gate_fact_no_gate()
			];
		case 'PENDING_APPROVAL':
			return [m.gate_fact_pending()];
		case 'BLOCKED':
			return [facts.reason === 'exchange-invite-at-desk' ? m.gate_fact_invite() : m.gate_fact_blocked()];
		case 'UNLISTED':
			return [facts.reason === 'unbound-temporary-badge' ? m.gate_fact_unbound() : m.gate_fact_unlisted()];
		case 'FORGED':
			return [m.gate_fact_forged()];
		case 'NOT_OURS':
			return [notOursLine(facts)];
		case 'NEEDS_SERVER':
			return [facts.reason === 'bundle-expired' ? m.gate_fact_expired() : m.gate_fact_needs()];
		case 'ECHO':
			return [];
	}
}

function alreadyLine({ since, agoMs }: VerdictFacts): string {
	const operator = since!.operator ? ` (${since!.operator})` : '';
	const gap = spanWords(agoMs ?? 0);
	return m.gate_fact_already({ at: clockWords(since!.at), gate: since!.gate, operator, gap });
}

function loggedLine({ since, agoMs }: VerdictFacts): string {
	const operator = since!.operator ? ` (${since!.operator})` : '';
	const gap = spanWords(agoMs ?? 0);
	return m.gate_fact_logged_before({ at: clockWords(since!.at), gate: since!.gate, operator, gap });
}

function notOursLine({ reason }: VerdictFacts): string {
	switch (reason) {
		case 'certificate':
			return m.gate_fact_certificate();
		case 'pairing-code':
			return m.gate_fact_pairing();
		case 'pick-up-code':
			return m.gate_fact_pick_up();
		case 'unknown-number':
			return m.gate_fact_unknown_number();
		case 'unknown-version':
		case 'unknown-type':
			return m.gate_fact_newer();
		default:
			return m.gate_fact_not_ours();
	}
}
