import * as v from 'valibot';
import { may } from '#lib/domain/access/policy.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { unitScope } from '#lib/server/contest/scope.ts';
import {
	conferenceDaysInOrder,
	conferenceEntries,
	CONFERENCE_STATUSES,
	isShortEnough
} from './conference-fields.ts';
import { mustReadContest } from './create-conference.ts';
import { movedRoster } from './roster-rev.ts';
import { conferenceScope } from './scope.ts';

const { code: _code, ...entries } = conferenceEntries;

/** Changes what a conference is called, where and when it is. Its code stays: it is on printed papers and in links. */
export const editConference = command({
	action: 'conference.edit',
	input: v.pipe(
		v.object({ conferenceId: id, ...entries }),
		v.forward(
			v.partialCheck([['startsOn'], ['endsOn']], conferenceDaysInOrder, 'contest_ends_before_start'),
			['endsOn']
		),
		v.forward(v.partialCheck([['startsOn'], ['endsOn']], isShortEnough, 'conference_too_long'), ['endsOn'])
	),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, ...fields }) {
		const { tx, actor, audit, publish } = context;
		const before = await tx.conference.findUniqueOrThrow({ where: { id: conferenceId } });
		const moves = before.hostUnitId !== fields.hostUnitId;
		if (moves && !may(actor, 'conference.edit', await unitScope(tx, fields.hostUnitId))) {
			throw new Refusal('forbidden');
		}
		if (fields.contestId && fields.contestId !== before.contestId) {
			await mustReadContest(context, fields.contestId);
		}
		const data = { ...fields, titleEn: fields.titleEn ?? fields.titleVi };
		await tx.conference.update({ where: { id: conferenceId }, data });
		const was = Object.fromEntries(Object.keys(data).map((key) => [key, before[key as keyof typeof before]]));
		audit({ subjectKind: 'conference', subjectId: conferenceId, before: was, after: data });
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return { conferenceId };
	}
});

/** Announces a conference, says that it is running or over, or takes it back to a draft: a draft is not public. */
export const setConferenceStatus = command({
	action: 'conference.edit',
	input: v.object({ conferenceId: id, status: v.picklist(CONFERENCE_STATUSES, 'field_invalid') }),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run({ tx, audit, publish }, { conferenceId, status }) {
		const where = { id: conferenceId };
		const before = await tx.conference.findUniqueOrThrow({ where, select: { status: true } });
		await tx.conference.update({ where, data: { status } });
		audit({ subjectKind: 'conference', subjectId: conferenceId, before, after: { status } });
		publish({ kind: 'conference.changed', conferenceId });
		return { status };
	}
});
