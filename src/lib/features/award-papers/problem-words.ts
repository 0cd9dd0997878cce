import type { PreflightProblem } from '#lib/domain/honours/preflight.ts';
import type { WordingField } from '#lib/domain/honours/wording.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { blockWord } from '#lib/words/award-block.ts';

const FIELDS: Readonly<Record<WordingField, () => string>> = {
	honorific: m.papers_field_honorific,
	name: m.papers_field_name,
	position: m.papers_field_position,
	unit: m.papers_field_unit,
	locality: m.papers_field_locality,
	achievement: m.papers_field_achievement,
	event: m.papers_field_event,
	prize: m.papers_field_prize,
	part: m.papers_field_part,
	team: m.papers_field_team,
	period: m.papers_field_period
};

/** Millimetres that are lacking, never less than one. */
const lacking = (needs: number, has: number) => String(Math.max(1, Math.ceil(needs - has)));

/** What stops a certificate, and what to do about it. */
export function problemWords(problem: PreflightProblem): string {
	switch (problem.kind) {
		case 'missing':
			return m.papers_problem_missing({ field: FIELDS[problem.field]() });
		case 'too-wide': {
			const block = blockWord(problem.block, getLocale());
			return Number.isFinite(problem.needs)
				? m.papers_problem_too_wide({ block, lacks: lacking(problem.needs, problem.has) })
				: m.papers_problem_too_long({ block });
		}
		case 'no-glyph':
			return m.papers_problem_no_glyph({ signs: problem.signs.join(' ') });
		case 'twice':
			return m.papers_problem_twice();
		case 'unprintable':
			return m.papers_problem_unprintable();
		case 'no-number':
			return m.papers_problem_no_number();
		case 'lack':
			return m.papers_problem_lack();
	}
}
