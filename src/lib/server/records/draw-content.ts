import type { Stage } from '#lib/domain/contest/rules.ts';
import type { DrawContent, DrawStep } from '#lib/domain/records/contents.ts';
import type { Tx } from '#lib/server/db/client.ts';

const STEPS = { 'draw.commit': 'committed', 'draw.run': 'drawn', 'draw.type': 'typed' } as const;

/** Every draw of the round as the audit log has it, oldest first; none where the contest came from another installation. */
async function stepsOf(read: Tx, roundId: string): Promise<DrawStep[]> {
	const rows = await read.auditEntry.findMany({
		where: { subjectKind: 'round', subjectId: roundId, action: { in: Object.keys(STEPS) } },
		orderBy: { seq: 'asc' },
		select: { action: true, at: true, actorName: true, after: true, reason: true }
	});
	return rows.map(({ action, at, actorName, after, reason }) => {
		const facts = (after ? JSON.parse(after) : {}) as { seedHash?: string };
		return {
			what: STEPS[action as keyof typeof STEPS],
			at: at.toISOString(),
			by: actorName,
			seedHash: facts.seedHash ?? null,
			reason
		};
	});
}

/** How the order of a round came about; null before there is one. */
export async function drawContent(read: Tx, roundId: string, stage: Stage): Promise<DrawContent | null> {
	const round = await read.round.findUniqueOrThrow({
		where: { id: roundId },
		select: { drawState: true, drawOrder: true, seed: true, seedHash: true }
	});
	if (round.drawState !== 'drawn' && round.drawState !== 'typed') return null;
	const orders = JSON.parse(round.drawOrder ?? '{}') as Record<string, string[]>;
	const teams = await read.team.findMany({
		where: { id: { in: [...new Set(Object.values(orders).flat())] } },
		select: {
			id: true,
			code: true,
			name: true,
			units: { orderBy: { position: 'asc' }, select: { unit: { select: { name: true } } } }
		}
	});
	const known = new Map(
		teams.map(({ id, code, name, units }) => [id, { code, name, units: units.map(({ unit }) => unit.name) }])
	);
	const turns = await read.performance.findMany({ where: { roundId }, select: { partKey: true } });
	const isDrawn = round.drawState === 'drawn';
	return {
		kind: 'draw',
		method: isDrawn ? 'seed' : 'table',
		roundId,
		seedHash: isDrawn ? round.seedHash : null,
		seed: isDrawn ? round.seed : null,
		steps: await stepsOf(read, roundId),
		isWhole: turns.length > 0 && turns.every(({ partKey }) => partKey === '*'),
		// In the order of the rules: databases keep the keys of an object in an order of their own.
		orders: [...stage.parts.map(({ key }) => key), '*']
			.filter((key) => orders[key] !== undefined)
			.map((key, index) => {
				const part = stage.parts.find((one) => one.key === key);
				return {
					key,
					part: part?.name ?? null,
					how:
						index === 0
							? ('drawn' as const)
							: part?.order === 'draw'
								? ('drawn' as const)
								: (part?.order ?? 'drawn'),
					teams: orders[key]!.map((id) => known.get(id) ?? { code: '', name: id, units: [] })
				};
			})
	};
}
