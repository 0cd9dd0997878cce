import type { Lack, Missing } from '#lib/domain/scoring/derivation.ts';
import { m } from '#lib/paraglide/messages.js';
import { figure, listed, type Locale } from './figure.ts';
import type { Words } from './derivation-words.ts';

/** What keeps a team from having a score, as a sentence. */
export function missingLine(missing: Missing, words: Words): string {
	const { locale } = words;
	const part = words.rules.at(missing.partKey);
	switch (missing.kind) {
		case 'ballot':
			return m.results_missing_ballot({ part, judge: words.judge(missing.judgeId) }, { locale });
		case 'givenScore':
			return m.results_missing_given({ part }, { locale });
		case 'quorum':
			return m.results_missing_quorum({ part, counted: missing.counted, quorum: missing.quorum }, { locale });
		case 'fullPanel':
			return m.results_missing_panel({ part, counted: missing.counted, panel: missing.panel }, { locale });
		case 'equalMarks': {
			const facts = {
				judge: words.judge(missing.judgeId),
				teams: listed(missing.teamIds.map(words.team), locale)
			};
			return missing.partKey === ''
				? m.results_missing_equal_round(facts, { locale })
				: m.results_missing_equal({ part, ...facts }, { locale });
		}
		case 'quorumLost':
		case 'noMethod':
		case 'judgeKind':
		case 'seatKind':
		case 'twoMarkers':
		case 'thirdMarker': {
			const key = missing.criterionKey;
			return lackLine(missing, key === null ? part : words.rules.at(key), words.judge, locale);
		}
	}
}

/** What the method of a part misses although its ballots are in; `part` is the name to begin with. */
export function lackLine(lack: Lack, part: string, judge: (id: string) => string, locale: Locale): string {
	const o = { locale };
	switch (lack.kind) {
		case 'quorumLost':
			return m.results_missing_quorum_lost({ part, counted: lack.counted }, o);
		case 'noMethod':
			return m.results_missing_no_method({ part, counted: lack.counted }, o);
		case 'judgeKind':
			return m.results_missing_judge_kind({ part, kinds: listed(lack.judgeKinds, locale) }, o);
		case 'seatKind':
			return m.results_missing_seat_kind({ part, judges: listed(lack.judgeIds.map(judge), locale) }, o);
		case 'twoMarkers':
			return m.results_missing_two_markers({ part, counted: lack.counted }, o);
		case 'thirdMarker': {
			const [difference, limit] = [figure(lack.difference, locale), figure(lack.limit, locale)];
			return m.results_missing_third_marker({ part, difference, limit }, o);
		}
	}
}
