import type { Name } from '#lib/domain/shared/name.ts';
import type { Missing } from '#lib/domain/scoring/derivation.ts';
import { nameIn } from '#lib/features/contest/contest-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { lackLine } from '#lib/words/derivation-missing.ts';

/** What a team lacks for a score, besides the sheets of its judges. */
export function missingWords(
	missing: Missing,
	names: Readonly<Record<string, Name>>,
	locale: 'vi' | 'en',
	judge: (id: string) => string = (id) => id,
	team: (id: string) => string = (id) => id
): string {
	const name = names[missing.partKey.split('.')[0]!];
	const part = name ? nameIn(name, locale) : missing.partKey;
	switch (missing.kind) {
		case 'ballot':
			return m.desk_lacks_ballot({ part });
		case 'givenScore':
			return m.desk_lacks_given({ part });
		case 'quorum':
			return m.desk_lacks_quorum({ part, counted: missing.counted, quorum: missing.quorum });
		case 'fullPanel':
			return m.desk_lacks_panel({ part, counted: missing.counted, panel: missing.panel });
		case 'equalMarks': {
			const facts = { judge: judge(missing.judgeId), teams: missing.teamIds.map(team).join(', ') };
			return missing.partKey === ''
				? m.desk_lacks_equal_round(facts)
				: m.desk_lacks_equal({ part, ...facts });
		}
		case 'quorumLost':
		case 'noMethod':
		case 'judgeKind':
		case 'seatKind':
		case 'twoMarkers':
		case 'thirdMarker':
			return lackLine(missing, part, judge, locale);
	}
}
