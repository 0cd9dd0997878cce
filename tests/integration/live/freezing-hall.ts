import type { Rules } from '#lib/domain/contest/rules.ts';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import type { Visibility } from '#lib/domain/contest/visibility.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { callStage } from '#lib/server/contest/stage-call.ts';
import type { Database } from '#lib/server/db/client.ts';
import { handIn } from '../../support/hand-in.ts';
import type { AccountActor, SmallContest } from '../../support/small-contest.ts';

/** A commune's contest whose public board is shown by `visibility`; ties are left to lots. */
export function rulesWith(visibility: Partial<Visibility>): Rules {
	const { rules } = RULES_TEMPLATES.find(({ key }) => key === 'communeContest')!;
	const [stage] = rules.stages;
	return {
		...rules,
		stages: [
			{
				...stage!,
				tieLadder: [{ by: 'drawOfLots' }],
				deductions: [
					{
						key: 'cheating',
						name: { vi: 'Gian lận', en: 'Cheating' },
						scope: 'total',
						effect: { kind: 'disqualify' }
					}
				],
				visibility: { ...stage!.visibility, ...visibility }
			}
		]
	};
}

export interface Hall {
	readonly database: Database;
	readonly contest: SmallContest;
	/** Position on stage, from 1. */
	team(position: number): string;
	do(command: unknown, input: object, by?: AccountActor): Promise<void>;
	call(position: number, partKey?: string): Promise<void>;
	marks(position: number, share: number): Promise<void>;
}

export function hallOf(database: Database, contest: SmallContest): Hall {
	const round = contest.rounds[0]!;
	const team = (position: number) => round.teams[position - 1]!.id;
	const run = async (command: unknown, input: object, actor = contest.accounts.organizer) => {
		const asked = { actor, input: { roundId: round.id, ...input } };
		const outcome = await execute(database, command as Command, asked);
		if (!outcome.ok) throw outcome.refusal;
	};
	return {
		database,
		contest,
		team,
		do: run,
		call: (position, partKey = '*') => run(callStage, { teamId: team(position), partKey }),
		marks: (position, share) => handIn(database, contest, round, team(position), share, { performed: false })
	};
}
