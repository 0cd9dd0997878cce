import type { CeremonyStep, Called } from './ceremony-step.ts';

const LETTERS = 26;

/** A, B … Z, AA, AB … */
function letters(index: number): string {
	const last = String.fromCharCode(65 + (index % LETTERS));
	return index < LETTERS ? last : letters(Math.floor(index / LETTERS) - 1) + last;
}

/** The same steps with teams, people, units and totals that nobody can recognise: for rehearsing before other eyes. */
export function withInventedNames(steps: readonly CeremonyStep[]): CeremonyStep[] {
	const teams = new Map<string, string>();
	const invented = (one: Called): Called => {
		const letter = teams.get(one.teamId) ?? letters(teams.size);
		teams.set(one.teamId, letter);
		return {
			teamId: `rehearsal-${letter}`,
			team: `Đội ${letter}`,
			units: [],
			person: one.person === null ? null : `Nguyễn Văn ${letter}`,
			total: one.total === null ? null : one.total.replace(/\d/g, '0')
		};
	};
	const all = (called: readonly Called[]) => called.map(invented);
	return steps.map((step): CeremonyStep => {
		switch (step.kind) {
			case 'prize': {
				const already = all(step.already);
				return { ...step, already, called: all(step.called) };
			}
			case 'table':
				return { ...step, prizes: step.prizes.map((one) => ({ ...one, called: all(one.called) })) };
			case 'places':
				return { ...step, places: step.places.map((one) => ({ ...one, called: all(one.called) })) };
			case 'through':
				return { ...step, called: all(step.called) };
			default:
				return step;
		}
	});
}
