import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestResult, TestStep } from '@playwright/test/reporter';

function expectations(steps: readonly TestStep[]): number {
	return steps.reduce(
		(count, step) => count + (step.category === 'expect' ? 1 : 0) + expectations(step.steps),
		0
	);
}

/** Counts stories for `npm test`, and fails those that expect nothing. */
export default class StoryReporter implements Reporter {
	#failures = new Map<string, string>();
	#outcomes = new Map<string, 'passed' | 'failed' | 'skipped'>();

	onTestEnd(test: TestCase, result: TestResult): void {
		const empty = result.status === 'passed' && expectations(result.steps) === 0;
		if (empty) console.error(`This story expects nothing: ${test.titlePath().join(' > ')}`);
		const outcome =
			result.status === 'skipped' ? 'skipped' : result.status === 'passed' && !empty ? 'passed' : 'failed';
		this.#outcomes.set(test.id, outcome);
		if (outcome !== 'failed') return;
		const said = empty ? 'expects nothing' : result.errors.map((error) => error.message ?? error.value ?? '');
		this.#failures.set(test.id, [test.titlePath().filter(Boolean).join(' > '), said].flat().join('\n'));
	}

	async onEnd(): Promise<{ status: 'passed' | 'failed' }> {
		const outcomes = [...this.#outcomes.values()];
		const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
		const tally = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
		const failures = [...this.#failures.values()];
		const file = process.env.KHEO_STORY_RESULTS;
		if (file) writeFileSync(file, JSON.stringify({ ...tally, failures }));
		return { status: tally.failed > 0 || tally.passed === 0 ? 'failed' : 'passed' };
	}
}
