import type { ContestPackage, PackageRound, StageDecisions } from '#lib/domain/contest/package/package.ts';
import { readPackage } from '#lib/domain/contest/package/read-package.ts';
import type { UnitLevel } from '#lib/domain/people/unit.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { qualificationOf } from '#lib/server/results/qualification.ts';
import { rulesInForce } from '#lib/server/results/rules-in-force.ts';
import { loadSheet, type LoadedSheet } from '#lib/server/results/sheet.ts';
import { publicDraw } from './draw-query.ts';

const ROLES = { leader: 'member', member: 'member', reserve: 'reserve', support: 'supporter' } as const;

/**
 * A contest as one package: what `kheo tabulate` reads and another installation imports. Judges are people, so that one
 * who sits in several rounds is one. Only final ballots are in it, and no seed before its draw.
 */
export async function contestPackage(read: Tx, contestId: string): Promise<ContestPackage> {
	const contest = await read.contest.findUniqueOrThrow({ where: { id: contestId } });
	const rounds = await read.round.findMany({ where: { contestId }, orderBy: { position: 'asc' } });
	const opened = rounds.findLast((round) => round.rulesVersionId !== null);
	const { rules } = await rulesInForce(read, opened ?? { contestId, rulesVersionId: null });
	const [teams, clusters, seats, conflicts, units] = await Promise.all([
		read.team.findMany({
			where: { contestId, OR: [{ status: 'accepted' }, { entries: { some: {} } }] },
			orderBy: { code: 'asc' },
			include: {
				units: { orderBy: { position: 'asc' } },
				members: { orderBy: { position: 'asc' }, include: { person: { select: { fullName: true } } } }
			}
		}),
		read.cluster.findMany({ where: { contestId }, orderBy: [{ stageKey: 'asc' }, { position: 'asc' }] }),
		read.panelSeat.findMany({
			where: { round: { contestId }, role: { in: ['chair', 'judge'] } },
			orderBy: [{ round: { position: 'asc' } }, { position: 'asc' }],
			include: { person: { select: { fullName: true, unitId: true } } }
		}),
		read.declaredConflict.findMany({ where: { contestId }, orderBy: { createdAt: 'asc' } }),
		read.unit.findMany({ select: { id: true, code: true, name: true, parentId: true, level: true } })
	]);
	const codeOf = new Map(units.map(({ id, code }) => [id, code]));
	const keys = clusters.map(({ key }) => key);
	const clusterId = new Map(
		clusters.map(({ id, key, stageKey }) => [
			id,
			keys.filter((other) => other === key).length > 1 ? `${stageKey}.${key}` : key
		])
	);
	const personOf = new Map(seats.map(({ id, personId }) => [id, personId]));
	const judges = [...new Map(seats.map((seat) => [seat.personId, seat.person]))];
	const needed = withAbove(units, [
		...teams.flatMap((team) => team.units.map(({ unitId }) => unitId)),
		...judges.flatMap(([, { unitId }]) => unitId ?? [])
	]);
	const packed: PackageRound[] = [];
	for (const round of rounds) {
		packed.push(packRound(await loadSheet(read, round.id), publicDraw(round), personOf, clusterId));
	}
	const stageKeys = [...new Set(rounds.map(({ stageKey }) => stageKey))];
	const decisions: StageDecisions[] = [];
	for (const stageKey of stageKeys) decisions.push(...(await packDecisions(read, contestId, stageKey)));
	const pkg = {
		format: 'kheo-contest-package',
		version: 1,
		title: { vi: contest.titleVi, en: contest.titleEn },
		note: contest.isInvented ? 'Số liệu dựng để minh họa · Invented figures' : null,
		rules,
		units: needed.map(({ code, name, parentId, level }) => ({
			id: code,
			name,
			level: level as UnitLevel,
			parentId: parentId ? (codeOf.get(parentId) ?? null) : null
		})),
		clusters: clusters.map(({ id, name, nameEn }) => ({
			id: clusterId.get(id)!,
			// The form asks for both; one that was never given stays Vietnamese.
			name: { vi: name, en: nameEn ?? name }
		})),
		teams: teams.map((team) => ({
			id: team.id,
			name: team.name,
			unitIds: team.units.map(({ unitId }) => codeOf.get(unitId)!),
			clusterId: team.clusterId ? clusterId.get(team.clusterId)! : null,
			isGuest: team.isGuest,
			members: [...team.members]
				.sort((a, b) => Number(b.role === 'leader') - Number(a.role === 'leader'))
				.map(({ person, role }) => ({
					name: person.fullName,
					role: ROLES[role as keyof typeof ROLES] ?? 'member'
				})),
			model: team.modelTitle
		})),
		judges: judges.map(([id, { fullName, unitId }]) => ({
			id,
			name: fullName,
			unitId: unitId ? codeOf.get(unitId)! : null
		})),
		conflicts: conflicts
			.filter(({ personId }) => judges.some(([id]) => id === personId))
			.map(({ personId, teamId, reason }) => ({ judgeId: personId, teamId, unitId: null, reason })),
		rounds: packed,
		decisions
	};
	const checked = readPackage(pkg);
	if (!checked.ok)
		throw new Error(`contest ${contest.code}: ${JSON.stringify(checked.problems.slice(0, 5))}`);
	return checked.package;
}

type Unit = { id: string; code: string; name: string; parentId: string | null; level: string };

function withAbove(units: readonly Unit[], ids: readonly string[]): Unit[] {
	const byId = new Map(units.map((unit) => [unit.id, unit]));
	const wanted = new Set<string>();
	for (const start of ids) {
		for (let id: string | null = start; id && !wanted.has(id); id = byId.get(id)?.parentId ?? null)
			wanted.add(id);
	}
	return units.filter(({ id }) => wanted.has(id)).sort((a, b) => (a.code < b.code ? -1 : 1));
}

function packRound(
	{ round, sheet }: LoadedSheet,
	draw: ReturnType<typeof publicDraw>,
	personOf: ReadonlyMap<string, string>,
	clusterId: ReadonlyMap<string, string>
): PackageRound {
	const orders = draw.orders.map(({ partKey, teamIds }) => ({ partKey, teamIds }));
	const person = (seatId: string) => personOf.get(seatId)!;
	return {
		id: round.id,
		stageKey: round.stageKey,
		clusterId: round.clusterId ? clusterId.get(round.clusterId)! : null,
		panel: sheet.judges.map(({ id, isChair, kind }) => ({ judgeId: person(id), isChair, kind })),
		entrants: sheet.entrants.map(({ id, status }) => ({ teamId: id, status })),
		draw:
			draw.state === 'none'
				? null
				: draw.state === 'typed'
					? { method: 'hand', orders: orders.filter(({ partKey }) => partKey !== '*') }
					: { method: 'seed', commitment: draw.seedHash!, seed: draw.seed, orders },
		marks: sheet.marks.map((mark) => ({ ...mark, judgeId: person(mark.judgeId) })),
		absences: sheet.exclusions
			.filter(({ cause }) => cause === 'absent')
			.map(({ judgeId, teamId, partKey, scope }) => ({
				judgeId: person(judgeId),
				teamId,
				partKey,
				...(scope && { scope })
			})),
		givenScores: sheet.givenScores,
		deductions: sheet.deductions,
		timings: sheet.timings,
		lots: sheet.lots,
		votes: sheet.votes
	};
}

async function packDecisions(read: Tx, contestId: string, stageKey: string): Promise<StageDecisions[]> {
	const { decisions } = await qualificationOf(read, contestId, stageKey);
	const { choice, cutDecisions, withdrawals, lots, votes } = decisions;
	if (!choice && [cutDecisions, withdrawals, lots, votes].every((list) => list.length === 0)) return [];
	return [
		{
			stageKey,
			choice: choice && { teamIds: choice.teamIds, reserves: choice.reserves, reason: choice.reason },
			cutDecisions: cutDecisions.map(({ contenders, admitted, reason }) => ({
				contenders,
				admitted,
				reason
			})),
			withdrawals: withdrawals.map(({ teamId, reason }) => ({ teamId, reason: reason || '—' })),
			lots,
			votes
		}
	];
}
