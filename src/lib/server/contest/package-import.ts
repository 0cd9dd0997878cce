import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import type { ContestPackage } from '#lib/domain/contest/package/package.ts';
import { readPackageText } from '#lib/domain/contest/package/read-package.ts';
import { rulesHash } from '#lib/domain/contest/rules-hash.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { CONTEST_LEVELS, contestCode } from './contest-fields.ts';
import { id, ticked } from './input.ts';
import { importPerson, importUnits } from './package-people.ts';
import { importDecisions, importRound, type Imported } from './package-write.ts';
import { unitScope } from './scope.ts';

const MOST_BYTES = 20 * 1024 * 1024;

/**
 * Makes a contest, a draft at first, from a package: rules, clusters, teams, panels, draws, marks and decisions. Ids are
 * kept where they are free, so that a draw from a seed can still be repeated; marks keep whoever gave them.
 */
export const importContest = command({
	action: 'contest.import',
	input: v.object({
		code: contestCode,
		hostUnitId: id,
		isInvented: ticked,
		text: v.pipe(v.string('field_required'), v.minLength(1, 'field_required'))
	}),
	scope: (tx, input) => unitScope(tx, input.hostUnitId),
	async run(context, { code, hostUnitId, isInvented, text }) {
		const { tx, at, actor } = context;
		if (text.length > MOST_BYTES) throw new Refusal('too_large', { limit: '20 MB' });
		const checked = readPackageText(text);
		if (!checked.ok) throw new Refusal('contest_package_invalid', { count: checked.problems.length });
		if (await tx.contest.findUnique({ where: { code }, select: { id: true } })) {
			throw new Refusal('contest_code_taken', { code }, [
				{ field: 'code', code: 'contest_code_taken', params: { code } }
			]);
		}
		const pkg = checked.package;
		const host = await tx.unit.findUniqueOrThrow({ where: { id: hostUnitId }, select: { level: true } });
		const contestId = context.newId();
		await tx.contest.create({
			data: {
				id: contestId,
				code,
				titleVi: pkg.title.vi,
				titleEn: pkg.title.en,
				hostUnitId,
				level: CONTEST_LEVELS.find((level) => level === host.level) ?? 'province',
				status: 'draft',
				isInvented,
				publishNeedsTwo: !isInvented,
				createdAt: at
			}
		});
		const wasOpened = pkg.rounds.some(({ marks, givenScores }) => marks.length > 0 || givenScores.length > 0);
		const rulesVersionId = context.newId();
		await tx.rulesVersion.create({
			data: {
				id: rulesVersionId,
				contestId,
				version: 1,
				json: canonicalJson(pkg.rules),
				hash: rulesHash(pkg.rules),
				createdBy: actorId(actor),
				createdAt: at,
				lockedAt: wasOpened ? at : null
			}
		});
		const units = await importUnits(context, pkg);
		const clusters = await importClusters(context, contestId, pkg);
		const judges = await importJudges(context, pkg, units);
		const teams = await importTeams(context, contestId, pkg, { units, clusters, judges });
		const imported: Imported = { contestId, rulesVersionId, pkg, clusters, judges, teams };
		for (const [index, round] of pkg.rounds.entries()) await importRound(context, imported, round, index);
		await importConflicts(context, imported);
		await importDecisions(context, imported);
		context.audit({
			subjectKind: 'contest',
			subjectId: contestId,
			after: {
				code,
				rulesHash: rulesHash(pkg.rules),
				teams: pkg.teams.length,
				rounds: pkg.rounds.length,
				marks: pkg.rounds.reduce((sum, { marks }) => sum + marks.length, 0)
			}
		});
		context.publish({ kind: 'contest.changed', contestId });
		return { contestId, code };
	}
});

/** `stage cluster` to our id: a cluster belongs to the stage whose rounds name it, else to the first clustered one. */
async function importClusters({ tx, newId }: Context, contestId: string, pkg: ContestPackage) {
	const ids = new Map<string, string>();
	const usual = pkg.rules.stages.find(({ layout }) => layout === 'perCluster')?.key;
	for (const [index, cluster] of pkg.clusters.entries()) {
		const named = pkg.rounds
			.filter((round) => round.clusterId === cluster.id)
			.map(({ stageKey }) => stageKey);
		for (const stageKey of new Set([...named, ...(named.length === 0 && usual ? [usual] : [])])) {
			const id = newId();
			const key = /^[A-Za-z0-9_-]{1,40}$/.test(cluster.id) ? cluster.id : `C${index + 1}`;
			await tx.cluster.create({
				data: {
					id,
					contestId,
					stageKey,
					key,
					name: cluster.name.vi,
					nameEn: cluster.name.en === cluster.name.vi ? null : cluster.name.en,
					position: index + 1
				}
			});
			ids.set(`${stageKey} ${cluster.id}`, id);
		}
	}
	return ids;
}

async function importJudges(context: Context, pkg: ContestPackage, units: ReadonlyMap<string, string>) {
	const taken = new Set<string>();
	const ids = new Map<string, string>();
	for (const judge of pkg.judges) {
		const unitIds = judge.unitId ? [units.get(judge.unitId)!] : [];
		ids.set(judge.id, await importPerson(context, { id: judge.id, fullName: judge.name, unitIds }, taken));
	}
	return ids;
}

const ROLES = { member: 'member', reserve: 'reserve', supporter: 'support' } as const;

async function importTeams(
	context: Context,
	contestId: string,
	pkg: ContestPackage,
	known: Record<'units' | 'clusters' | 'judges', ReadonlyMap<string, string>>
): Promise<Map<string, string>> {
	const { tx, at, newId } = context;
	const ids = new Map<string, string>();
	const taken = new Set(known.judges.values());
	const clusterOf = (clusterId: string) =>
		[...known.clusters].find(([name]) => name.endsWith(` ${clusterId}`))?.[1] ?? null;
	for (const [index, team] of pkg.teams.entries()) {
		const isFree =
			ID_PATTERN.test(team.id) &&
			!(await tx.team.findUnique({ where: { id: team.id }, select: { id: true } }));
		const teamId = isFree ? team.id : newId();
		ids.set(team.id, teamId);
		const unitIds = [...new Set(team.unitIds.map((unitId) => known.units.get(unitId)!))];
		await tx.team.create({
			data: {
				id: teamId,
				contestId,
				code: `D${String(index + 1).padStart(2, '0')}`,
				name: team.name,
				clusterId: team.clusterId ? clusterOf(team.clusterId) : null,
				status: 'accepted',
				isGuest: team.isGuest,
				modelTitle: team.model,
				createdAt: at
			}
		});
		await tx.teamUnit.createMany({ data: unitIds.map((unitId, position) => ({ teamId, unitId, position })) });
		for (const [position, member] of team.members.entries()) {
			const personId = await importPerson(context, { id: null, fullName: member.name, unitIds }, taken);
			// The format has no leader; whoever leads a team is written first.
			const role = position === 0 && member.role === 'member' ? 'leader' : ROLES[member.role];
			await tx.teamMember.create({ data: { id: newId(), teamId, contestId, personId, role, position } });
		}
	}
	return ids;
}

async function importConflicts(context: Context, { contestId, pkg, judges, teams }: Imported): Promise<void> {
	const { tx, at, actor, newId } = context;
	const written = new Set<string>();
	for (const { judgeId, teamId, unitId, reason } of pkg.conflicts) {
		const named = pkg.teams.filter(
			(team) =>
				team.id === teamId || (unitId !== null && team.unitIds.some((own) => isWithin(pkg, own, unitId)))
		);
		for (const team of named) {
			const pair = { personId: judges.get(judgeId)!, teamId: teams.get(team.id)! };
			if (written.has(`${pair.personId} ${pair.teamId}`)) continue;
			written.add(`${pair.personId} ${pair.teamId}`);
			await tx.declaredConflict.create({
				data: { id: newId(), contestId, ...pair, reason, createdBy: actorId(actor), createdAt: at }
			});
		}
	}
}

function isWithin(pkg: ContestPackage, unitId: string, above: string): boolean {
	const seen = new Set<string>();
	for (let at: string | null = unitId; at !== null && !seen.has(at);) {
		if (at === above) return true;
		seen.add(at);
		at = pkg.units.find((unit) => unit.id === at)?.parentId ?? null;
	}
	return false;
}
