import * as v from 'valibot';
import type { Actor, Scope } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal, type FieldProblem } from '#lib/server/command/refusal.ts';
import { optionalId, version } from '#lib/server/contest/input.ts';
import { contestScope, teamScope } from '#lib/server/contest/scope.ts';
import { teamFields, type TeamFields } from '#lib/server/contest/team-fields.ts';
import { writeTeam } from '#lib/server/contest/team-write.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { assertLinkMayWrite } from './link-may-write.ts';

const Input = v.object({ teamId: optionalId, version, ...teamFields });

/** A team as it was sent, in words: kept in the audit log, so that a later submission can be compared with it. */
export interface Submission {
	readonly name: string;
	readonly units: readonly string[];
	readonly members: readonly {
		readonly fullName: string;
		readonly role: string;
		readonly birthYear: number | null;
		readonly position: string | null;
	}[];
	readonly modelTitle: string | null;
	readonly modelSummary: string | null;
	readonly stageNeeds: string | null;
	readonly contactName: string | null;
	readonly contactPhone: string | null;
}

/** The link's contest; for a team that exists, the team's own link, so that another unit's is not let near it. */
async function scopeOf(tx: Tx, input: { teamId: string | null }, actor: Actor): Promise<Scope> {
	if (actor.kind !== 'invitation') throw new Refusal('forbidden');
	if (input.teamId) return teamScope(tx, input.teamId);
	return { ...(await contestScope(tx, actor.contestId)), invitationId: actor.invitationId };
}

/** The unit of the link comes first; others join only from among the units that were invited to the same contest. */
async function unitsOf(tx: Tx, contestId: string, own: string, wished: readonly string[]): Promise<string[]> {
	const others = [...new Set(wished)].filter((unitId) => unitId !== own);
	const invited = await tx.teamInvitation.count({
		where: { contestId, unitId: { in: others }, revokedAt: null }
	});
	if (invited !== others.length) throw new Refusal('invalid', {}, [{ field: 'unitIds', code: 'not_found' }]);
	return [own, ...others];
}

export const registerTeam = command({
	action: 'team.register',
	input: Input,
	scope: scopeOf,
	async run(context, { teamId, version, ...fields }) {
		const { invitation, team } = await assertLinkMayWrite(context, teamId);
		if (team && team.status !== 'draft' && team.status !== 'returned') throw new Refusal('registration_sent');
		const { contestId, unitId } = invitation;
		return writeTeam(context, {
			contestId,
			teamId,
			fields: { ...fields, unitIds: await unitsOf(context.tx, contestId, unitId, fields.unitIds) },
			extra: { status: team?.status === 'returned' ? 'returned' : 'draft', invitationId: invitation.id },
			version,
			isWhole: false
		});
	}
});

function missingContact({ contactName, contactPhone }: TeamFields): FieldProblem[] {
	const problems: FieldProblem[] = [];
	if (!contactName) problems.push({ field: 'contactName', code: 'field_required' });
	if (!contactPhone) problems.push({ field: 'contactPhone', code: 'field_required' });
	else if (!/^\+?[\d .()-]{8,20}$/.test(contactPhone)) {
		problems.push({ field: 'contactPhone', code: 'registration_phone' });
	}
	return problems;
}

async function snapshot(tx: Tx, teamId: string): Promise<Submission> {
	const team = await tx.team.findUniqueOrThrow({
		where: { id: teamId },
		include: {
			units: { orderBy: { position: 'asc' }, include: { unit: { select: { name: true } } } },
			members: { orderBy: { position: 'asc' }, include: { person: true } }
		}
	});
	const { name, modelTitle, modelSummary, stageNeeds, contactName, contactPhone } = team;
	const units = team.units.map(({ unit }) => unit.name);
	const members = team.members.map(({ role, person: { fullName, birthYear, position } }) => ({
		fullName,
		role,
		birthYear,
		position
	}));
	return { name, units, members, modelTitle, modelSummary, stageNeeds, contactName, contactPhone };
}

/**
 * Saves and sends a team in one step; it has to be whole. A team that was sent before stays sent: only a correction
 * that is whole itself takes its place, and an accepted team then waits for the organizer again.
 */
export const submitTeam = command({
	action: 'team.submit',
	input: Input,
	scope: scopeOf,
	async run(context, { teamId, version, ...typed }) {
		const { invitation } = await assertLinkMayWrite(context, teamId);
		const { contestId, unitId } = invitation;
		const fields = { ...typed, unitIds: await unitsOf(context.tx, contestId, unitId, typed.unitIds) };
		const problems = missingContact(fields);
		if (problems.length > 0) throw new Refusal('invalid', {}, problems);
		const written = await writeTeam(context, {
			contestId,
			teamId,
			fields,
			extra: { status: 'submitted', invitationId: invitation.id, returnReason: null },
			version,
			isWhole: true
		});
		context.audit({
			subjectKind: 'registration',
			subjectId: written.teamId,
			after: await snapshot(context.tx, written.teamId)
		});
		return written;
	}
});
