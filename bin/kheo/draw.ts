import { commitmentTo, drawOrder } from '#lib/domain/contest/draw.ts';
import type { CliCommand } from './command.ts';
import { needed, UsageError } from './words.ts';

export const draw: CliCommand = {
	usage: 'SEED ROUND TEAM... [--part KEY]',
	summary: 'draws the lots again from a published seed, round and team codes',
	options: ['part'],
	async run(words) {
		const seed = needed(words, 0, 'SEED');
		const roundId = needed(words, 1, 'ROUND');
		const teams = words.plain.slice(2);
		if (teams.length < 2) throw new UsageError('at least two teams are needed');
		if (new Set(teams).size < teams.length) throw new UsageError('a team is named twice');
		const order = drawOrder(seed, { roundId, partKey: words.options.part ?? null }, teams);
		const commitment = commitmentTo(seed);
		const lines = order.map((team, index) => `${String(index + 1).padStart(3)}. ${team}`);
		return {
			text: `SHA-256 of the seed: ${commitment}\n\n${lines.join('\n')}`,
			data: { commitment, roundId, partKey: words.options.part ?? null, order }
		};
	}
};
