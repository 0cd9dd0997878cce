// Prisma's create alone on the same durable file, at the same pace, from as many places at once.
import { setTimeout as wait } from 'node:timers/promises';
import { CRITERIA } from '../contest.ts';
import { answering } from '../process.ts';
import { naiveDatabase } from './database.ts';

const { client, round, last } = await naiveDatabase();
let made = 0;

answering(async ({ rows, callers, perSecond }: { rows: number; callers: number; perSecond: number }) => {
	const everyMs = 1000 / perSecond;
	const tookMs: number[] = [];
	await Promise.all(
		Array.from({ length: callers }, async (_, index) => {
			await wait((index * everyMs) / callers);
			const began = performance.now();
			const answers: Promise<void>[] = [];
			for (let turn = 0; turn < rows / callers; turn++) {
				await wait(Math.max(0, began + turn * everyMs - performance.now()));
				const seat = round.judges[index % round.judges.length]!;
				const asked = performance.now();
				const data = {
					...{ id: `bench ${(made += 1)}`, roundId: round.id, teamId: last.id, seatId: seat.id },
					...{ criterion: CRITERIA[turn % CRITERIA.length]!, value: '1', source: 'tablet', at: new Date() }
				};
				answers.push(client.mark.create({ data }).then(() => void tookMs.push(performance.now() - asked)));
			}
			await Promise.all(answers);
		})
	);
	return tookMs;
});
