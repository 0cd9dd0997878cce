import type { PaperContent } from '#lib/domain/records/contents.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a paper is called in its head, and whose it is. */
export function paperTitle(
	content: PaperContent,
	locale: 'vi' | 'en'
): { readonly title: string; readonly about: string | null } {
	const options = { locale };
	switch (content.kind) {
		case 'draw':
			return { title: m.records_draw_title({}, options), about: m.records_draw_about({}, options) };
		case 'timing':
			return { title: m.records_timing_title({}, options), about: null };
		case 'judge': {
			const { name, label } = content.seat;
			return {
				title: m.records_judge_title({}, options),
				about: m.records_judge_about({ name, label }, options)
			};
		}
		case 'team': {
			const { name, code } = content.team;
			return {
				title: m.records_team_title({}, options),
				about: m.records_team_about({ name, code }, options)
			};
		}
		case 'summary':
			return { title: m.records_summary_title({}, options), about: null };
	}
}

/** The same in one line, for the foot of a page and the window's title. */
export function paperLine(content: PaperContent, locale: 'vi' | 'en'): string {
	const options = { locale };
	switch (content.kind) {
		case 'draw':
			return m.records_kind_draw({}, options);
		case 'timing':
			return m.records_kind_timing({}, options);
		case 'judge':
			return `${m.records_kind_judge({}, options)} ${content.seat.label}`;
		case 'team':
			return `${m.records_kind_team({}, options)} ${content.team.code}`;
		case 'summary':
			return m.records_kind_summary({}, options);
	}
}
