import { getContext, setContext } from 'svelte';
import type { Rules, Stage } from '#lib/domain/contest/rules.ts';
import { validateRules } from '#lib/domain/contest/validate-rules.ts';
import { rulesProblemWords } from '#lib/words/rules-problem.ts';
import type { Locale } from '#lib/words/points.ts';
import { englishFilled, type Loose } from './loose.ts';

export type DraftRules = Loose<Rules>;
export type DraftStage = DraftRules['stages'][number];
export type DraftPart = DraftStage['parts'][number];
export type DraftSubPart = Extract<DraftPart, { kind: 'compound' }>['parts'][number];

/** The rules while they are being edited: held in the browser, checked by the domain after every keystroke. */
export class RulesDraft {
	rules: DraftRules;
	readonly locale: Locale;

	constructor(rules: Rules, locale: Locale) {
		this.rules = $state(structuredClone(rules) as DraftRules);
		this.locale = locale;
	}

	/** What would be saved now: a missing English name is the Vietnamese one. */
	whole = $derived.by(() => englishFilled($state.snapshot(this.rules)) as Rules);

	checked = $derived.by(() => validateRules(this.whole));

	/** The first problem of each place, in the order of the rules. */
	problems: readonly { readonly path: string; readonly text: string }[] = $derived.by(() => {
		const all = this.checked.ok ? [] : this.checked.problems;
		return all
			.filter((one, index) => all.findIndex(({ path }) => path === one.path) === index)
			.map((one) => ({ path: one.path, text: rulesProblemWords(one, this.locale) }));
	});

	/** What is wrong at exactly this place. */
	problem(path: string): string | null {
		return this.problems.find((one) => one.path === path)?.text ?? null;
	}

	/** The stage at 'stages[1]' as the domain would count with it; null while something in it is wrong. */
	sound(path: string): Stage | null {
		const at = /^stages\[(\d+)\]$/.exec(path)?.[1];
		return at === undefined || this.count(path) > 0 ? null : (this.whole.stages[Number(at)] ?? null);
	}

	/** How many things are wrong at or below this place. */
	count(path: string): number {
		return this.problems.filter(
			({ path: at }) => at === path || at.startsWith(`${path}.`) || at.startsWith(`${path}[`)
		).length;
	}
}

const KEY = Symbol('rules');

export function provideDraft(draft: RulesDraft): RulesDraft {
	return setContext(KEY, draft);
}

export function rulesDraft(): RulesDraft {
	return getContext<RulesDraft>(KEY);
}
