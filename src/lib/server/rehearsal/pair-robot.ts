import { ANONYMOUS } from '#lib/domain/access/actor.ts';
import type { Database } from '#lib/server/db/client.ts';
import { claimDevice } from '#lib/server/judging/claim-device.ts';
import { inviteDevice } from '#lib/server/judging/invite-device.ts';
import { asRehearsal } from './conductor.ts';

/** Pairs a robot's tablet with a seat as a judge would, by the one-time link; answers with the tablet's cookie. */
export async function pairRobot(database: Database, seatId: string): Promise<string> {
	const { path } = await asRehearsal(database, inviteDevice, { seatId });
	const token = path?.split('/').at(-1) ?? '';
	const device = await asRehearsal(database, claimDevice, { token, label: 'Rô-bốt' }, ANONYMOUS);
	if (!device.token) throw new Error('a tablet was paired without a token');
	return device.token;
}
