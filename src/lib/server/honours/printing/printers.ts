import * as v from 'valibot';
import type { Actor, Scope } from '#lib/domain/access/actor.ts';
import { calibrationFrom, type Calibration } from '#lib/domain/honours/paper.ts';
import { CROSSES } from '#lib/domain/honours/crosses.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import { command } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { id, text, version } from '#lib/server/contest/input.ts';
import { unitScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A ruler's reading in millimetres, '31,4'. */
const measured = v.pipe(
	v.union([v.number(), v.string()], 'field_required'),
	v.transform((value) => Number(String(value).trim().replace(',', '.'))),
	v.check((value) => Number.isFinite(value) && value >= 0 && value <= 1200, 'paper_measure_invalid')
);

const entries = {
	name: text(100),
	firstX: measured,
	firstY: measured,
	secondX: measured,
	secondY: measured
};

interface Measured {
	readonly firstX: number;
	readonly firstY: number;
	readonly secondX: number;
	readonly secondY: number;
}

/** A printer is a few millimetres and a few percent off; more is a wrong reading, or a page that was made to fit. */
const LIKELY = { shift: 25, scale: 0.08 };

function calibrated({ firstX, firstY, secondX, secondY }: Measured): Calibration {
	if (firstX === secondX || firstY === secondY) throw fieldRefusal('secondX', 'paper_measure_unlikely');
	const found = calibrationFrom(
		{ meant: CROSSES[0], found: { x: firstX, y: firstY } },
		{ meant: CROSSES[1], found: { x: secondX, y: secondY } }
	);
	const isLikely =
		Math.abs(found.dx) <= LIKELY.shift &&
		Math.abs(found.dy) <= LIKELY.shift &&
		Math.abs(found.scaleX - 1) <= LIKELY.scale &&
		Math.abs(found.scaleY - 1) <= LIKELY.scale;
	if (!isLikely) throw fieldRefusal('firstX', 'paper_measure_unlikely');
	return found;
}

/** Adds a printer as its calibration page was measured. */
export const addPrinter = command({
	action: 'printer.save',
	input: v.object({ unitId: id, ...entries }),
	scope: (tx, { unitId }) => unitScope(tx, unitId),
	async run({ tx, at, newId, audit }, { unitId, name, ...read }) {
		const printerId = newId();
		const found = calibrated(read);
		await tx.printerCalibration.create({
			data: { id: printerId, unitId, name, measured: JSON.stringify(found), createdAt: at }
		});
		audit({ subjectKind: 'printer', subjectId: printerId, after: { unitId, name, ...found } });
		return { printerId };
	}
});

async function printerScope(tx: Tx, printerId: string): Promise<Scope> {
	const printer = await tx.printerCalibration.findUnique({ where: { id: printerId } });
	if (!printer) throw new Refusal('not_found');
	return unitScope(tx, printer.unitId);
}

/** Measures a printer anew. */
export const measurePrinter = command({
	action: 'printer.save',
	input: v.object({ printerId: id, version, ...entries }),
	scope: (tx, { printerId }) => printerScope(tx, printerId),
	async run({ tx, audit }, { printerId, version: seen, name, ...read }) {
		const before = await tx.printerCalibration.findUniqueOrThrow({ where: { id: printerId } });
		if (before.version !== seen) throw new Refusal('stale');
		const found = calibrated(read);
		await tx.printerCalibration.update({
			where: { id: printerId },
			data: { name, measured: JSON.stringify(found), version: { increment: 1 } }
		});
		audit({
			subjectKind: 'printer',
			subjectId: printerId,
			before: { name: before.name, ...(JSON.parse(before.measured) as object) },
			after: { name, ...found }
		});
		return {};
	}
});

/** Takes a printer off the list. */
export const removePrinter = command({
	action: 'printer.save',
	input: v.object({ printerId: id, version }),
	scope: (tx, { printerId }) => printerScope(tx, printerId),
	async run({ tx, audit }, { printerId, version: seen }) {
		const before = await tx.printerCalibration.findUniqueOrThrow({ where: { id: printerId } });
		if (before.version !== seen) throw new Refusal('stale');
		await tx.printerCalibration.delete({ where: { id: printerId } });
		audit({ subjectKind: 'printer', subjectId: printerId, before: { name: before.name } });
		return {};
	}
});

/** Printers of the units within an actor's reach, by name. */
export async function printersFor(read: Tx, actor: Actor) {
	const reach = await reachOf(read, actor, 'printer.save');
	const rows = await read.printerCalibration.findMany({
		where: reach.everywhere ? {} : { unitId: { in: [...reach.unitIds] } },
		include: { unit: { select: { name: true } } },
		orderBy: [{ name: 'asc' }, { id: 'asc' }]
	});
	return rows.map(({ id: printerId, name, version: rev, measured: found, unit }) => ({
		...{ id: printerId, name, version: rev, unit: unit.name },
		calibration: JSON.parse(found) as Calibration
	}));
}
export type ListedPrinter = Awaited<ReturnType<typeof printersFor>>[number];
