import type { Actor } from '#lib/domain/access/actor.ts';
import { conferencesWithin, reachOf } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** Conferences that `actor` may see at the desk, the newest first. */
export async function conferencesOnDesk(read: Tx, actor: Actor) {
	const reach = await reachOf(read, actor, 'conference.read');
	return read.conference.findMany({
		where: conferencesWithin(reach),
		select: {
			id: true,
			code: true,
			titleVi: true,
			titleEn: true,
			kind: true,
			status: true,
			startsOn: true,
			endsOn: true,
			isInvented: true,
			host: { select: { name: true } }
		},
		orderBy: [{ startsOn: 'desc' }, { createdAt: 'desc' }]
	});
}

/** Halls, zones, categories, checkpoints and gates of a conference, in their order; what was taken away is left out. */
export async function conferenceSetUp(read: Tx, conferenceId: string) {
	const [halls, zones, categories, checkpoints, gates] = await Promise.all([
		read.conferenceHall.findMany({ where: { conferenceId }, orderBy: { position: 'asc' } }),
		read.conferenceZone.findMany({ where: { conferenceId }, orderBy: { code: 'asc' } }),
		read.delegateCategory.findMany({
			where: { conferenceId },
			orderBy: { position: 'asc' },
			include: { _count: { select: { delegates: true } } }
		}),
		read.checkpoint.findMany({
			where: { conferenceId, removedAt: null },
			orderBy: { position: 'asc' }
		}),
		read.gate.findMany({
			where: { conferenceId, removedAt: null },
			orderBy: { position: 'asc' },
			include: { checkpoints: { select: { checkpointId: true } } }
		})
	]);
	return {
		halls,
		zones,
		categories: categories.map(({ zones: opens, _count, ...category }) => ({
			...category,
			zones: JSON.parse(opens) as number[],
			delegates: _count.delegates
		})),
		checkpoints,
		gates: gates.map(({ checkpoints: at, ...gate }) => ({
			...gate,
			checkpointIds: at.map(({ checkpointId }) => checkpointId)
		}))
	};
}
export type ConferenceSetUp = Awaited<ReturnType<typeof conferenceSetUp>>;

/** The conference with this code for everybody's eyes; null where there is none or it is a draft. */
export async function publicConference(read: Tx, code: string) {
	const conference = await read.conference.findUnique({
		where: { code },
		include: { host: { select: { name: true } } }
	});
	return conference === null || conference.status === 'draft' ? null : conference;
}

/** Every conference but drafts for the home page, the latest first. */
export function publicConferences(read: Tx) {
	return read.conference.findMany({
		where: { status: { not: 'draft' } },
		orderBy: { startsOn: 'desc' },
		take: 20,
		select: {
			code: true,
			titleVi: true,
			titleEn: true,
			status: true,
			startsOn: true,
			isInvented: true,
			host: { select: { name: true } }
		}
	});
}
