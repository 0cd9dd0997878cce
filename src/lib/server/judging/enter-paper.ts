import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { sheetLines, type SheetLine } from '#lib/domain/contest/ballot-sheet.ts';
import { checkMark } from '#lib/domain/scoring/check-mark.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal, type FieldProblem } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { paperDifferences, type PaperDifference } from './paper-differences.ts';
import { roundIn, teamIn } from './round-in.ts';
import { decimalTyped } from './typed-mark.ts';

interface Sheet {
	readonly roundId: string;
	readonly teamId: string;
	readonly seatId: string;
	readonly partKey: string;
}

export type PaperAnswer =
	| { readonly state: 'first' }
	| { readonly state: 'differ'; readonly differences: readonly PaperDifference[] }
	| { readonly state: 'final'; readonly ballotId: string };

/** Every line of the sheet must be there, in the rule's step; all that is wrong is told at once. */
function checkedMarks(
	lines: readonly SheetLine[],
	typed: Readonly<Record<string, string>>
): Record<string, string> {
	const marks: Record<string, string> = {};
	const problems: FieldProblem[] = [];
	for (const { path, criterion } of lines) {
		const text = decimalTyped(typed[path] ?? '');
		const checked = text === null ? null : checkMark(criterion, text);
		const { min, max, step } = criterion;
		if (!checked) problems.push({ field: `marks.${path}`, code: 'field_required' });
		else if (checked.ok) marks[path] = checked.value;
		else problems.push({ field: `marks.${path}`, code: checked.fault, params: { min, max, step } });
	}
	const known = new Set(lines.map(({ path }) => path));
	for (const path of Object.keys(typed)) {
		if (!known.has(path)) problems.push({ field: `marks.${path}`, code: 'judging_not_your_criterion' });
	}
	if (problems.length > 0) throw new Refusal('invalid', {}, problems);
	return marks;
}

async function countPaper(
	context: Context,
	sheet: Sheet,
	marks: Record<string, string>,
	attempt: number
): Promise<string> {
	const { tx, at, newId } = context;
	const { roundId, teamId, seatId, partKey } = sheet;
	await tx.mark.createMany({
		data: Object.entries(marks).map(([criterion, value]) => ({
			id: newId(),
			roundId,
			teamId,
			seatId,
			criterion,
			value,
			source: 'paper',
			attempt,
			at
		}))
	});
	const final = { state: 'final', marks: canonicalJson(marks), finalAt: at, source: 'paper' };
	const ballot = await tx.ballot.upsert({
		where: { roundId_teamId_seatId_partKey: { roundId, teamId, seatId, partKey } },
		create: { id: newId(), ...sheet, ...final },
		update: final
	});
	return ballot.id;
}

/**
 * paper.enter: a paper sheet keyed in, by two people who do not see each other's figures. When both entries agree their
 * marks count and the ballot is final; when they differ nothing counts and both are answered.
 */
export const enterPaper = command({
	action: 'paper.enter',
	input: v.object({
		roundId: id,
		teamId: id,
		seatId: id,
		partKey: v.pipe(v.string(), v.maxLength(40)),
		entry: v.pipe(
			v.union([v.number(), v.string()]),
			v.transform(Number),
			v.picklist([1, 2] as const, 'field_invalid')
		),
		marks: v.record(v.pipe(v.string(), v.maxLength(124)), v.pipe(v.string(), v.maxLength(30)))
	}),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { entry, marks: typed, ...sheet }): Promise<PaperAnswer> {
		const { tx, actor, at, scope, newId, audit, publish } = context;
		const round = await roundIn(tx, sheet.roundId, ['open']);
		const { facts } = round;
		const { isCompeting } = teamIn(round, sheet.teamId);
		const seat = facts.seats.get(sheet.seatId);
		if (!seat) throw new Refusal('not_found');
		const lines = seat.isJudge ? sheetLines(facts.stage, sheet.partKey, seat.kind) : [];
		if (lines.length === 0) throw new Refusal('judging_not_your_criterion');
		if (!isCompeting) throw new Refusal('judging_team_not_competing');
		if (facts.conflict(seat.id, sheet.teamId)) throw new Refusal('judging_conflict');
		if (facts.isAbsent(seat.id, sheet.teamId, sheet.partKey)) throw new Refusal('judging_absent');
		const left = facts.calibrationLeft(sheet.teamId, sheet.partKey);
		if (left > 0) throw new Refusal('judging_calibration', { count: left });
		const marks = checkedMarks(lines, typed);

		const ballot = await tx.ballot.findUnique({ where: { roundId_teamId_seatId_partKey: sheet } });
		if (ballot?.state === 'final') throw new Refusal('judging_ballot_final');
		const entries = await tx.paperBallot.findMany({ where: sheet });
		const own = entries.find((paper) => paper.entry === entry);
		const other = entries.find((paper) => paper.entry !== entry);
		const enteredBy = actorId(actor);
		if (other?.enteredBy === enteredBy) throw new Refusal('judging_paper_same_person');
		if (own && own.enteredBy !== enteredBy) throw new Refusal('judging_paper_taken');
		const written = canonicalJson(marks);
		await tx.paperBallot.upsert({
			where: { roundId_teamId_seatId_partKey_entry: { ...sheet, entry } },
			create: { id: newId(), ...sheet, entry, marks: written, enteredBy, at },
			update: { marks: written, at }
		});
		const { roundId, teamId, seatId } = sheet;
		publish({ kind: 'ballot.changed', contestId: scope.contestId!, roundId, teamId, seatId });
		const change = {
			subjectKind: 'paper',
			subjectId: `${sheet.seatId}:${sheet.teamId}:${sheet.partKey}:${entry}`
		};
		const before = own ? (JSON.parse(own.marks) as unknown) : undefined;
		if (!other) {
			audit({ ...change, before, after: { state: 'first', marks } });
			return { state: 'first' };
		}
		const [first, second] = entry === 1 ? [written, other.marks] : [other.marks, written];
		const differences = paperDifferences(first, second);
		if (differences.length > 0) {
			audit({ ...change, before, after: { state: 'differ', marks } });
			return { state: 'differ', differences };
		}
		const ballotId = await countPaper(context, sheet, marks, facts.attempt(sheet.teamId, sheet.partKey));
		audit({ ...change, before, after: { state: 'final', marks, ballotId } });
		return { state: 'final', ballotId };
	}
});
