import type { Missing } from '#lib/domain/scoring/derivation.ts';
import { m } from '#lib/paraglide/messages.js';
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
	}
}
