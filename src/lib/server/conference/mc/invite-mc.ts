import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, text, ticked } from '#lib/server/contest/input.ts';
import { bundleExpiry } from '#lib/server/gate/bundle-expiry.ts';
import { secretAnswer } from '#lib/server/judging/secret-answer.ts';
import { conferenceScope } from '../scope.ts';

const LINK_LIFETIME_MS = 10 * 60_000;
/** More people than ever stand at one microphone. */
const MOST_DEVICES = 20;

/**
 * A one-time link for the MC's telephone or tablet, ten minutes long, to be shown as a QR. Answers `{ mcDeviceId, expiresAt,
 * path }`; the path is seen once, only its hash is stored.
 */
export const inviteMc = command({
	action: 'mc.invite',
	input: v.object({ conferenceId: id, name: text(80), mayRun: ticked }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, actor, at, newId, audit, publish }, { conferenceId, name, mayRun }) {
		const conference = await tx.conference.findUniqueOrThrow({ where: { id: conferenceId } });
		const expiresAt = bundleExpiry(conference.endsOn);
		if (expiresAt <= at) throw new Refusal('gate_conference_over');
		const good = await tx.mcDevice.count({ where: { conferenceId, revokedAt: null } });
		if (good >= MOST_DEVICES) throw new Refusal('mc_full', { count: MOST_DEVICES });
		const secret = newSecret();
		const mcDeviceId = newId();
		const linkUntil = new Date(at.getTime() + LINK_LIFETIME_MS);
		await tx.mcDevice.create({
			data: {
				...{ id: mcDeviceId, conferenceId, name, mayRun, linkHash: hashOf(secret), linkUntil },
				...{ expiresAt, createdAt: at, createdBy: nameOfActor(actor) }
			}
		});
		audit({ subjectKind: 'mc-device', subjectId: mcDeviceId, after: { name, mayRun, linkUntil } });
		publish({ kind: 'conference.changed', conferenceId });
		return secretAnswer({ mcDeviceId, expiresAt: linkUntil.toISOString() }, 'path', `/stage/mc/${secret}`);
	}
});

/** The MC's device follows nothing any more, and presses nothing: from the commit on. */
export const revokeMc = command({
	action: 'mc.revoke',
	input: v.object({ conferenceId: id, mcDeviceId: id }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, audit, publish }, { conferenceId, mcDeviceId }) {
		const device = await tx.mcDevice.findUnique({ where: { id: mcDeviceId } });
		if (device?.conferenceId !== conferenceId) throw new Refusal('not_found');
		if (device.revokedAt) return {};
		await tx.mcDevice.update({ where: { id: mcDeviceId }, data: { revokedAt: at, linkHash: null } });
		const { name, mayRun } = device;
		audit({
			subjectKind: 'mc-device',
			subjectId: mcDeviceId,
			before: { name, mayRun, revokedAt: null },
			after: { name, mayRun, revokedAt: at }
		});
		publish({ kind: 'conference.changed', conferenceId });
		return {};
	}
});
