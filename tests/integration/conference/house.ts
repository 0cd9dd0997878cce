import { newId } from '#lib/live/id.ts';
import type { Actor } from '#lib/domain/access/actor.ts';
import { createConference } from '#lib/server/conference/create-conference.ts';
import { delegationActor } from '#lib/server/conference/delegations/delegation-actor.ts';
import { makeDelegationLinks } from '#lib/server/conference/delegations/delegation-links.ts';
import { delegationWhole } from '#lib/server/conference/delegations/delegation-query.ts';
import { makeDelegations } from '#lib/server/conference/delegations/make-delegations.ts';
import { nameDelegate } from '#lib/server/conference/delegations/name-delegate.ts';
import { setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import { city, organizer } from '../contest/city.ts';

/** A city with wards that are called to conferences. */
export async function conferenceCity() {
	const here = await city();
	const { read } = here.database;

	/** An announced conference with a delegation of each ward; `until` is the deadline, far away unless it is said. */
	async function conference(code: string, quota = 3, until = '2099-01-01T08:00') {
		const { conferenceId } = await here.done(createConference, {
			...{ code, titleVi: `Hội nghị ${code}`, kind: 'final-review', hostUnitId: here.cityId },
			...{ startsOn: '2099-01-02', endsOn: '2099-01-02', namesUntil: until }
		});
		await here.done(setConferenceStatus, { conferenceId, status: 'announced' });
		const units = here.wards.map((unitId) => ({ unitId, quota }));
		await here.done(makeDelegations, { conferenceId, units });
		const made = await read.delegation.findMany({ where: { conferenceId } });
		const delegationIds = here.wards.map((ward) => made.find(({ unitId }) => unitId === ward)!.id);
		return { conferenceId, delegationIds };
	}

	const whole = async (delegationId: string) => (await delegationWhole(read, delegationId))!;
	const name = async (delegationId: string, fullName: string, more: object = {}, actor: Actor = organizer) =>
		(await here.done(nameDelegate, { delegationId, fullName, ...more }, actor)).delegateId;
	const delegate = (id: string) => read.delegate.findUniqueOrThrow({ where: { id } });
	const rev = async (conferenceId: string) =>
		(await read.conference.findUniqueOrThrow({ where: { id: conferenceId } })).rosterRev;

	/** The secret of a unit's fresh link, and who it acts as. */
	async function link(conferenceId: string, delegationId: string) {
		const outcome = await makeDelegationLinks(here.database, {
			actor: organizer,
			input: { conferenceId, delegationIds: [delegationId] },
			key: newId()
		});
		if (!outcome.ok) throw new Error(outcome.refusal.code);
		const { token } = outcome.links[0]!;
		return { token, unit: await delegationActor(read, token) };
	}

	/** Fields that were refused, with their codes. */
	async function problems(command: Parameters<typeof here.ask>[0], input: object, actor: Actor = organizer) {
		const outcome = await here.ask(command, input, actor);
		return outcome.ok ? 'done' : outcome.refusal.fields.map(({ field, code }) => `${field}: ${code}`);
	}

	return { ...here, conference, whole, name, delegate, rev, link, problems };
}
export type ConferenceCity = Awaited<ReturnType<typeof conferenceCity>>;
