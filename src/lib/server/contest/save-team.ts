import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, optionalText, ticked, version } from './input.ts';
import { contestScope } from './scope.ts';
import { teamFields } from './team-fields.ts';
import { writeTeam, type TeamStatus } from './team-write.ts';

const code = v.pipe(
	v.optional(v.nullable(v.string()), null),
	v.transform((value) => value?.trim().toUpperCase() || null),
	v.check((value) => value === null || /^[A-Z0-9][A-Z0-9-]{0,19}$/.test(value), 'contest_code_grammar')
);

/**
 * An organizer enters or corrects a team. `accept` takes it into the contest and holds it to every limit of the rules;
 * otherwise a new team is a draft. From the opening of its round on, a change needs a reason.
 */
export const saveTeam = command({
	action: 'team.save',
	input: v.object({
		contestId: id,
		teamId: optionalId,
		version,
		...teamFields,
		code,
		isGuest: ticked,
		accept: ticked,
		reason: optionalText(1000)
	}),
	scope: (tx, input) => contestScope(tx, input.contestId),
	async run(context, { contestId, teamId, version, code, isGuest, accept, reason, ...fields }) {
		const { tx } = context;
		const before = teamId
			? await tx.team.findUnique({ where: { id: teamId }, select: { status: true, contestId: true } })
			: null;
		if (teamId && before?.contestId !== contestId) throw new Refusal('not_found');
		const opened = teamId
			? await tx.entry.findFirst({
					where: { teamId, round: { state: { not: 'configured' } } },
					select: { id: true }
				})
			: null;
		if (opened && !reason) {
			throw new Refusal('contest_reason_required', {}, [
				{ field: 'reason', code: 'contest_reason_required' }
			]);
		}
		if (code && (await tx.team.findFirst({ where: { contestId, code, id: { not: teamId ?? '' } } }))) {
			throw new Refusal('contest_team_code_taken', { code }, [
				{ field: 'code', code: 'contest_team_code_taken', params: { code } }
			]);
		}
		const status = accept ? 'accepted' : ((before?.status as TeamStatus | undefined) ?? 'draft');
		return writeTeam(context, {
			contestId,
			teamId,
			fields,
			extra: { status, isGuest, code },
			version,
			isWhole: status === 'accepted' || status === 'submitted',
			reason
		});
	}
});
