import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { may } from '#lib/domain/access/policy.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { ticked } from '#lib/server/contest/input.ts';
import { contestScope, unitScope } from '#lib/server/contest/scope.ts';
import { conferenceDaysInOrder, conferenceEntries, isShortEnough } from './conference-fields.ts';
import { firstSetUp } from './first-set-up.ts';

/** Refuses a contest that does not exist or that the actor may not read. */
export async function mustReadContest({ tx, actor }: Pick<Context, 'tx' | 'actor'>, contestId: string) {
	const scope = await contestScope(tx, contestId);
	if (!may(actor, 'contest.read', scope)) throw new Refusal('forbidden');
}

/** Makes a conference with a hall, categories, an entry and two gates to begin with. */
export const createConference = command({
	action: 'conference.create',
	input: v.pipe(
		v.object({ ...conferenceEntries, isInvented: ticked }),
		v.forward(
			v.partialCheck([['startsOn'], ['endsOn']], conferenceDaysInOrder, 'contest_ends_before_start'),
			['endsOn']
		),
		v.forward(v.partialCheck([['startsOn'], ['endsOn']], isShortEnough, 'conference_too_long'), ['endsOn'])
	),
	scope: (tx, input) => unitScope(tx, input.hostUnitId),
	async run(context, fields) {
		const { tx, at } = context;
		const { code } = fields;
		if (await tx.conference.findUnique({ where: { code }, select: { id: true } })) {
			throw new Refusal('conference_code_taken', { code }, [
				{ field: 'code', code: 'conference_code_taken', params: { code } }
			]);
		}
		if (fields.contestId) await mustReadContest(context, fields.contestId);
		const conferenceId = context.newId();
		await tx.conference.create({
			data: {
				...fields,
				titleEn: fields.titleEn ?? fields.titleVi,
				id: conferenceId,
				status: 'draft',
				tag: randomBytes(4).toString('hex'),
				createdAt: at
			}
		});
		const days = (Date.parse(fields.endsOn) - Date.parse(fields.startsOn)) / 86_400_000 + 1;
		await firstSetUp(context, conferenceId, days);
		context.audit({ subjectKind: 'conference', subjectId: conferenceId, after: fields });
		context.publish({ kind: 'conference.changed', conferenceId });
		return { conferenceId, code };
	}
});
