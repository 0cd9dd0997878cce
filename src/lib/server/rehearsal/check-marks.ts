import type { Tx } from '#lib/server/db/client.ts';
import type { Found, RehearsalReport } from './report.ts';
import type { Tally } from './tally.ts';

type Checked = Pick<RehearsalReport, 'marks' | 'sheets'> & { readonly found: readonly Found[] };

/**
 * Holds what the robots made and were answered against what the database has: every mark that was acknowledged is there
 * exactly once and as it was given, nothing is there that nobody made, and every sheet is what its judge handed in.
 */
export async function checkMarks(
	read: Tx,
	contestId: string,
	tally: Tally,
	undelivered: number
): Promise<Checked> {
	const where = { round: { contestId } };
	const log = await read.mark.findMany({ where, orderBy: { seq: 'asc' } });
	const kept = await read.heldMark.findMany({ where });
	const ballots = await read.ballot.findMany({ where: { ...where, state: 'final' } });
	const inLog = new Map(log.map((row) => [row.id, row]));
	const inHeld = new Map(kept.map((row) => [row.id, row]));

	const taken = [...tally.answers.values()].filter(({ status }) => status !== 'refused');
	const lost = taken.filter(({ id, status }) => !(status === 'held' ? inHeld : inLog).has(id));
	const sequences = log.flatMap(({ deviceId, deviceSeq }) =>
		deviceSeq === null ? [] : `${deviceId} ${deviceSeq}`
	);
	// One key in the log and beside it would count twice as soon as somebody accepts the second.
	const doubled =
		sequences.length -
		new Set(sequences).size +
		kept.filter(({ id, kind, decision }) => inLog.has(id) && kind === 'late' && decision === null).length;
	const rows = [...log, ...kept.filter(({ criterion }) => criterion !== null)];
	const altered = rows.filter((row) => {
		const made = tally.made.get(row.id);
		const isSame =
			made?.seatId === row.seatId &&
			made.teamId === row.teamId &&
			made.criterion === row.criterion &&
			Number(made.value) === Number(row.value);
		return made !== undefined && !isSame;
	});
	const strange = log.filter(({ id, source }) => source === 'tablet' && !tally.made.has(id));
	const sheets = new Map(ballots.map((row) => [`${row.seatId} ${row.teamId} ${row.partKey}`, row.marks]));
	const differing = tally.handedIn.filter(({ seatId, teamId, partKey, marks }) => {
		const stored = JSON.parse(sheets.get(`${seatId} ${teamId} ${partKey}`) ?? '{}') as Record<string, string>;
		const keys = Object.keys(marks);
		return (
			keys.length !== Object.keys(stored).length ||
			keys.some((key) => Number(stored[key]) !== Number(marks[key]))
		);
	});
	const counted: (readonly [Found['code'], number])[] = [
		['lost', lost.length],
		['undelivered', undelivered],
		['doubled', doubled],
		['altered', altered.length],
		['contradicted', tally.contradicted.size],
		['strange', strange.length],
		['sheetsDiffer', differing.length]
	];
	return {
		marks: {
			made: tally.made.size,
			sent: tally.sent,
			acknowledged: tally.answers.size,
			stored: log.filter(({ id }) => tally.made.has(id)).length,
			held: kept.filter(({ id }) => tally.made.has(id)).length,
			refused: [...tally.answers.values()].filter(({ status }) => status === 'refused').length,
			lost: lost.length + undelivered,
			doubled
		},
		sheets: { handedIn: tally.handedIn.length, final: ballots.length, differing: differing.length },
		found: counted.filter(([, count]) => count > 0).map(([code, count]) => ({ code, params: { count } }))
	};
}
