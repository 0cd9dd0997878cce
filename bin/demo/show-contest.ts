import { inviteDevice } from '#lib/server/judging/invite-device.ts';
import { rehearse, type Rehearsal } from '#lib/server/rehearsal/rehearse.ts';
import type { Database } from '#lib/server/db/client.ts';
import { ask } from '../../prisma/seed/ask.ts';
import { CLUSTER_SIZES, HANOI_UNITS } from '../../prisma/seed/hanoi-units.ts';
import { seedContest } from '../../prisma/seed/seed-contest.ts';

export interface Showing {
	/** Where the server listens. */
	readonly url: string;
	/** What browsers call it. */
	readonly origin: string;
	readonly speed: number;
	/** One judge of cluster 1 is a person. */
	readonly isHumanJudging: boolean;
	tell(line: string): void;
}

export interface ShownContest {
	readonly contestId: string;
	readonly lines: readonly string[];
	readonly ownSeat: readonly string[];
	begin(): Rehearsal;
}

const HUMAN = 'GK5';

/** Sets a contest up that is shaped like Hanoi's of 2024, and says where to look. */
export async function showContest(database: Database, showing: Showing): Promise<ShownContest> {
	const { url, origin, speed, isHumanJudging, tell } = showing;
	console.log('Setting up 35 teams in six clusters ...');
	const contest = await seedContest(database, {
		code: 'HN-DVK-2024',
		titleVi: 'Hội thi “Dân vận khéo” thành phố Hà Nội năm 2024',
		titleEn: 'Hanoi “Skilled Mass Mobilization” contest 2024',
		startsOn: '2024-10-01',
		endsOn: '2024-10-10',
		units: HANOI_UNITS,
		clusterSizes: CLUSTER_SIZES,
		judges: 5,
		open: true
	});
	const { contestId, rounds, final } = contest;
	const first = rounds[0]!;
	const at = (path: string) => origin + path;
	const ownSeat: string[] = [];
	if (isHumanJudging) {
		const seat = await database.read.panelSeat.findUniqueOrThrow({
			where: { roundId_label: { roundId: first.id, label: HUMAN } }
		});
		const { path } = await ask(database, inviteDevice, { seatId: seat.id });
		ownSeat.push(
			'',
			`  You are judge ${HUMAN} of cluster 1; open this on a tablet within ten minutes:`,
			`  ${at(path ?? '')}`,
			'  Cluster 1 waits for your sheet after each team, and the final for cluster 1; the other clusters go on.'
		);
	}
	return {
		contestId,
		ownSeat,
		lines: [
			`  Contest                  ${at(`/contests/${contest.code}`)}`,
			`  Live board, cluster 1    ${at(`/contests/${contest.code}/rounds/${first.id}`)}`,
			`  Projector, cluster 1     ${at(`/stage/rounds/${first.id}`)}`,
			`  Secretary, cluster 1     ${at(`/desk/rounds/${first.id}`)}`
		],
		begin: () =>
			rehearse(database, {
				...{ origin: url, contestId, rounds, final, speed, tell },
				humans: isHumanJudging ? [HUMAN] : []
			})
	};
}
