// What one writes first: every score is upserted, all rows are read again, and the whole board goes to everybody.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { CRITERIA } from '../contest.ts';
import { answering } from '../process.ts';
import { naiveDatabase } from './database.ts';

const { client, round, last } = await naiveDatabase();
const teams = new Map(round.teams.map((team) => [team.id, team.name]));
const http = createServer();
const io = new Server(http, { path: '/live', serveClient: false, pingInterval: 600_000 });
const board = io.of('/board');
board.on('connection', (socket) => void socket.join('board'));

// The other 34 teams' 4,080 scores, in the table that is read again each time.
await client.mark.createMany({
	data: round.teams.slice(0, -1).flatMap((team) =>
		round.judges.flatMap((seat) =>
			CRITERIA.map((criterion) => ({
				id: `${team.id} ${seat.id} ${criterion}`,
				roundId: round.id,
				teamId: team.id,
				seatId: seat.id,
				criterion,
				value: '7.5',
				source: 'tablet',
				at: new Date()
			}))
		)
	)
});

let scores = 0;

async function score(seatId: string, criterion: string): Promise<void> {
	const id = `${last.id} ${seatId} ${criterion}`;
	const mark = { roundId: round.id, teamId: last.id, seatId, criterion, source: 'tablet', at: new Date() };
	await client.mark.upsert({ where: { id }, create: { id, ...mark, value: '8' }, update: { value: '8' } });
	const marks = await client.mark.findMany({ where: { roundId: round.id } });
	const totals = new Map<string, number>();
	for (const { teamId, value } of marks) totals.set(teamId, (totals.get(teamId) ?? 0) + Number(value));
	const rows = [...totals]
		.sort((a, b) => b[1] - a[1])
		.map(([teamId, total], index) => ({
			teamId,
			name: teams.get(teamId),
			rank: index + 1,
			total: total.toFixed(2)
		}));
	scores += 1;
	board.to('board').emit('board', { scores, of: 'all', rows });
}

await new Promise<void>((done) => http.listen(0, '127.0.0.1', 4096, done));

answering(async (question: { kind: 'place' } | { kind: 'warm' } | { kind: 'burst' }) => {
	if (question.kind === 'place') return { port: (http.address() as AddressInfo).port, roundId: round.id };
	if (question.kind === 'warm') {
		for (const criterion of CRITERIA) await score(round.judges[0]!.id, criterion);
		scores = 0;
		return true;
	}
	const began = performance.timeOrigin + performance.now();
	await Promise.all(round.judges.flatMap((seat) => CRITERIA.map((criterion) => score(seat.id, criterion))));
	return began;
});
