import type { DraftPart, DraftStage, DraftSubPart } from './rules-draft.svelte.ts';

type Criterion = Extract<DraftSubPart, { kind: 'judged' }>['criteria'][number];

export function freshCriterion(key: string, max = '10'): Criterion {
	return { key, name: { vi: '', en: '' }, min: '0', max, step: '0.25', coefficient: '1' };
}

/** The whole marks between the least and the most, both included: a list to take some out of. */
export function wholeMarks(min: string, max: string): string[] {
	const [from, to] = [Math.ceil(Number(min)), Math.floor(Number(max))];
	const between =
		from <= to && to - from < 100 ? Array.from({ length: to - from + 1 }, (_, n) => from + n) : [];
	return [...new Set([min, ...between.map(String), max])];
}

/** A judged part of ten points with one criterion. */
export function freshSubPart(key: string): Extract<DraftSubPart, { kind: 'judged' }> {
	return {
		key,
		name: { vi: '', en: '' },
		note: null,
		scale: '10',
		coefficient: '1',
		timeLimit: null,
		overtime: null,
		undertime: null,
		kind: 'judged',
		criteria: [freshCriterion('criterion1')],
		aggregation: { method: 'mean', over: 'ballot' },
		judgeKinds: [],
		quorum: null
	};
}

export function freshPart(key: string): DraftPart {
	return { ...freshSubPart(key), order: 'same' };
}

/** The same part scored in another way: name, scale and times stay. */
export function kindChanged<Any extends DraftPart | DraftSubPart>(part: Any, kind: string): Any {
	const { key, name, note, scale, coefficient, timeLimit, overtime, undertime } = part;
	const shared = { key, name, note, scale, coefficient, timeLimit, overtime, undertime };
	const order = 'order' in part ? { order: part.order } : {};
	const judged = freshSubPart(key);
	if (kind === 'given') return { ...shared, ...order, kind: 'given', min: '0', step: '1' } as unknown as Any;
	if (kind === 'compound') {
		const parts = [{ ...freshSubPart('section1'), scale, criteria: [freshCriterion('criterion1', scale)] }];
		return { ...shared, ...order, kind: 'compound', parts } as unknown as Any;
	}
	return {
		...judged,
		...shared,
		...order,
		criteria: [freshCriterion('criterion1', scale)]
	} as unknown as Any;
}

/** A stage of one part, for the teams that an earlier stage sends, or for all. */
export function freshStage(key: string, from: string | null): DraftStage {
	return {
		key,
		name: { vi: '', en: '' },
		layout: 'single',
		entrants: from === null ? { kind: 'registered' } : { kind: 'qualified', from },
		order: 'seed',
		panel: { judges: 5, quorum: 3, chairs: 1, secretaries: 1, timekeepers: 1, absence: 'marksPresent' },
		parts: [{ ...freshPart('part1'), order: 'draw' }],
		deductions: [],
		floors: { part: '0', total: '0' },
		rounding: [],
		placing: { by: 'points' },
		compare: 'exact',
		shownDecimals: 2,
		tieLadder: [{ by: 'sharedPlace' }],
		qualification: { kind: 'none' },
		prizes: {
			tiers: [],
			tiesMayExceed: false,
			whenExceeded: 'fewerBelow',
			mayStayVacant: true,
			side: [],
			sideMayOverlapMain: true
		},
		visibility: {
			publicBoard: 'atTheEnd',
			judgesSeeOthersAfterFinal: false,
			showJudgeNames: false,
			freezeLastTeams: 0,
			reveal: 'bottomUp'
		}
	};
}
