import type { SideAward } from '#lib/domain/prizes/awarded-prizes.ts';
import type { Caller } from './caller.ts';
import type { CeremonyOptions } from './ceremony-options.ts';
import type { CeremonyFacts } from './ceremony-steps.ts';
import type { CeremonyStep } from './ceremony-step.ts';

export interface SideSteps {
	/** After the opening. */
	readonly first: readonly CeremonyStep[];
	/** Right before the main prize with this key. */
	readonly before: ReadonlyMap<string, readonly CeremonyStep[]>;
}

/** One step for each side prize, in the order of the rules; one put before a prize that is not given follows the opening. */
export function sideSteps({ prizes }: CeremonyFacts, options: CeremonyOptions, call: Caller): SideSteps {
	const given = new Set(prizes.main.map(({ key }) => key));
	const first: CeremonyStep[] = [];
	const before = new Map<string, CeremonyStep[]>();
	for (const prize of prizes.side) {
		const wanted = options.sideBefore.find(({ side }) => side === prize.key)?.before;
		const step = sideStep(prize, call);
		if (wanted === undefined || !given.has(wanted)) first.push(step);
		else before.set(wanted, [...(before.get(wanted) ?? []), step]);
	}
	return { first, before };
}

function sideStep({ key, name, recipients }: SideAward, call: Caller): CeremonyStep {
	const prize = { key, name };
	if (recipients.length === 0) return { kind: 'vacant', prize, places: null };
	const teams = call([...new Set(recipients.map(({ teamId }) => teamId))], { hasTotal: false });
	const called = teams.flatMap((team) =>
		recipients
			.filter(({ teamId }) => teamId === team.teamId)
			.map(({ person }) => ({ ...team, person: person?.name ?? null }))
	);
	return { kind: 'prize', prize, isSide: true, isBest: false, called, already: [] };
}
