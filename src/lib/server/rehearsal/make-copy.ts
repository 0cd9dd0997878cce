import * as v from 'valibot';
import { may } from '#lib/domain/access/policy.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { contestPackage } from '#lib/server/contest/package-export.ts';
import { importContest } from '#lib/server/contest/package-import.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import { barePackage } from './bare-package.ts';
import { TROUBLES } from './mix.ts';
import { noteRehearsal } from './rehearsal-facts.ts';

export const REHEARSAL_SPEEDS = [1, 5, 20, 60] as const;

const asList = v.pipe(
	v.union([v.string(), v.array(v.string())]),
	v.transform((typed) => (typeof typed === 'string' ? [typed] : typed)),
	v.array(v.picklist(TROUBLES, 'field_invalid'))
);

export const rehearsalFields = {
	seed: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60, 'field_too_long')), ''),
	mix: v.optional(asList, [...TROUBLES]),
	speed: v.pipe(
		v.union([v.number(), v.string()]),
		v.transform(Number),
		v.number('field_invalid'),
		v.minValue(0.1, 'field_invalid'),
		v.maxValue(1000, 'field_invalid')
	)
};

/** The first code after the contest's own that is free: HT-2026-TD1, then -TD2. */
async function freeCode({ tx }: Context, code: string): Promise<string> {
	for (let number = 1; ; number++) {
		const suffix = `-TD${number}`;
		const free = code.slice(0, 40 - suffix.length) + suffix;
		if (!(await tx.contest.findUnique({ where: { code: free }, select: { id: true } }))) return free;
	}
}

/** The people of every team, who are in the register already: none is made twice. */
async function copyMembers(
	{ tx, newId }: Context,
	contestId: string,
	teamIds: readonly string[]
): Promise<void> {
	const made = await tx.team.findMany({
		where: { contestId },
		orderBy: { code: 'asc' },
		select: { id: true, code: true }
	});
	const ours = new Map(made.map(({ code, id }) => [code, id]));
	for (const [index, from] of teamIds.entries()) {
		const teamId = ours.get(`D${String(index + 1).padStart(2, '0')}`)!;
		const members = await tx.teamMember.findMany({ where: { teamId: from } });
		await tx.teamMember.createMany({
			data: members.map((member) => ({ ...member, id: newId(), teamId, contestId }))
		});
	}
}

/** Whoever works at the contest sees the same desk at its copy. */
async function copyGrants({ tx, at, newId }: Context, contestId: string, from: string): Promise<void> {
	const grants = await tx.roleGrant.findMany({ where: { contestId: from, revokedAt: null } });
	await tx.roleGrant.createMany({
		data: grants.map((grant) => ({ ...grant, id: newId(), contestId, createdAt: at }))
	});
}

/**
 * Makes a rehearsal's copy of a contest: rules, clusters, teams and panels as they are now, flagged as invented, under a
 * code of its own. The contest itself is only read. Refuses where a copy of it stands already.
 */
export const makeRehearsal = command({
	action: 'rehearsal.run',
	input: v.object({ contestId: id, ...rehearsalFields }),
	scope: (tx, { contestId }) => contestScope(tx, contestId),
	async run(context, { contestId, seed, mix, speed }) {
		const { tx, actor, scope } = context;
		if (!may(actor, 'contest.import', scope)) throw new Refusal('forbidden');
		const contest = await tx.contest.findUniqueOrThrow({ where: { id: contestId } });
		if (await tx.setting.findUnique({ where: { key: `rehearsal:${contestId}` } })) {
			throw new Refusal('rehearsal_of_rehearsal');
		}
		const withdrawn = await tx.team.findMany({
			where: { contestId, withdrawnAt: { not: null } },
			select: { id: true }
		});
		const whole = await contestPackage(tx, contestId);
		const bare = barePackage(whole, new Set(withdrawn.map((team) => team.id)));
		const pkg = { ...bare, teams: bare.teams.map((team) => ({ ...team, members: [] })) };
		const made = await importContest.run(context, {
			code: await freeCode(context, contest.code),
			hostUnitId: contest.hostUnitId,
			isInvented: true,
			text: JSON.stringify(pkg)
		});
		await copyMembers(
			context,
			made.contestId,
			pkg.teams.map((team) => team.id)
		);
		await copyGrants(context, made.contestId, contestId);
		await noteRehearsal(tx, made.contestId, { of: contest.code, seed: seed || made.code, mix, speed });
		context.audit({
			subjectKind: 'rehearsal',
			subjectId: made.contestId,
			after: { of: contest.code, mix, speed }
		});
		return made;
	}
});
