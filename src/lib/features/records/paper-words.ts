import { m } from '#lib/paraglide/messages.js';
import type { PaperView } from '#lib/server/records/papers-view.ts';

/** The state of a paper as a mark: colour and words. */
export function paperState({ state, version, newest }: PaperView) {
	switch (state) {
		case 'none':
			return { tone: 'neutral' as const, label: m.records_state_none() };
		case 'draft':
			return { tone: 'warning' as const, label: m.records_state_draft() };
		case 'unverified':
			return { tone: 'warning' as const, label: m.records_state_unverified() };
		case 'final':
			return {
				tone: 'success' as const,
				label: version > 0 ? m.records_state_version({ version }) : m.records_state_final()
			};
		case 'old':
			return { tone: 'error' as const, label: m.records_state_old({ version: newest }) };
		case 'correcting':
			return { tone: 'info' as const, label: m.records_state_correcting() };
	}
}

/** Why there is no such paper yet. */
export function whyNone(kind: PaperView['kind']): string {
	switch (kind) {
		case 'draw':
			return m.records_none_draw();
		case 'timing':
			return m.records_none_timing();
		case 'record':
			return m.records_none_record();
		case 'judge':
		case 'team':
		case 'summary':
			return m.records_none_sheets();
	}
}
