import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { reason } from '#lib/server/contest/input.ts';
import { makeKey } from './honours-key.ts';

/** Signs new certificates with a new key. What the older ones signed stays good: they stay published. */
export const rotateHonoursKey = command({
	action: 'honours-key.rotate',
	input: v.object({ reason }),
	scope: async () => ({}),
	async run(context, { reason: why }) {
		const { tx, at, audit } = context;
		const older = await tx.honoursKey.findMany({ where: { retiredAt: null }, select: { id: true } });
		await tx.honoursKey.updateMany({ where: { retiredAt: null }, data: { retiredAt: at } });
		const { id } = await makeKey(context);
		audit({
			subjectKind: 'honours-key',
			subjectId: id,
			before: { keys: older.map((key) => key.id) },
			after: { current: id },
			reason: why
		});
		return { keyId: id };
	}
});
