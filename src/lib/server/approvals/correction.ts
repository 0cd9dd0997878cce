import * as v from 'valibot';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import { ENTRANT_STATUSES } from '#lib/domain/scoring/entrant.ts';
import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText } from '#lib/server/contest/input.ts';
import { takeStep } from '#lib/server/contest/round-step.ts';
import { setEntryStatus } from '#lib/server/contest/stage-entry-status.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { addDeduction, deductionAsked } from '#lib/server/judging/add-deduction.ts';
import { typedPoints } from '#lib/server/judging/typed-mark.ts';
import { qualificationOf, withSheet, type StageQualification } from '#lib/server/results/qualification.ts';
import { contentOfRound, shownDifference, type ShownDifference } from './difference.ts';

/**
 * What a correction is about. A late deduction, and a team that is disqualified, withdrew or competes after all, happen with
 * the correction itself; `sheet` opens the result for what has to be corrected on sheets.
 */
export const ChangeSchema = v.variant('kind', [
	v.object({ kind: v.literal('sheet') }),
	v.object({
		kind: v.literal('deduction'),
		teamId: id,
		type: v.pipe(v.string('field_required'), v.minLength(1, 'field_required'), v.maxLength(40)),
		partKey: optionalText(82),
		points: typedPoints
	}),
	v.object({
		kind: v.literal('status'),
		teamId: id,
		status: v.picklist(ENTRANT_STATUSES, 'field_invalid')
	})
]);
export type PlannedChange = v.InferOutput<typeof ChangeSchema>;

export interface CorrectionRequest {
	readonly change: PlannedChange;
	/** The appeal that was upheld; null where nobody appealed. */
	readonly appealId: string | null;
}

/** The newest published version of a round. Refuses where the round is not published. */
export async function newestVersion(read: Tx, roundId: string) {
	const round = await read.round.findUniqueOrThrow({
		where: { id: roundId },
		select: { state: true, contestId: true, stageKey: true }
	});
	if (round.state !== 'published') throw new Refusal('results_not_published');
	const version = await read.resultVersion.findFirstOrThrow({
		where: { roundId },
		orderBy: { version: 'desc' },
		select: { version: true, hash: true, json: true }
	});
	return { ...version, ...round, result: JSON.parse(version.json) as PublishedResult };
}

/** The sheet with the change made; refuses what the rules, or the round's list of teams, do not know. */
function changed(of: StageQualification, roundId: string, change: PlannedChange, reason: string) {
	return (sheet: RoundSheet): RoundSheet => {
		if (change.kind === 'sheet') return sheet;
		const { teamId } = change;
		const entrant = sheet.entrants.find((one) => one.id === teamId);
		if (!entrant) throw new Refusal('judging_unknown_team');
		if (change.kind === 'status') {
			if (entrant.status === change.status) throw new Refusal('results_correct_nothing');
			return {
				...sheet,
				entrants: sheet.entrants.map((one) => (one === entrant ? { ...one, status: change.status } : one))
			};
		}
		const { kind, partKey, points } = deductionAsked(of.stage, { ...change, kind: change.type });
		const deduction = {
			id: `planned ${roundId}`,
			teamId,
			partKey,
			typeKey: kind,
			points: points === '' ? null : points,
			reason
		};
		return { ...sheet, deductions: [...sheet.deductions, deduction] };
	};
}

/** What a correction would make of the published result, before anybody agreed to it. */
export async function correctionDifference(
	read: Tx,
	roundId: string,
	change: PlannedChange,
	reason: string,
	at: Date
): Promise<{ readonly difference: ShownDifference; readonly basis: string }> {
	const newest = await newestVersion(read, roundId);
	const of = await qualificationOf(read, newest.contestId, newest.stageKey);
	const after = await contentOfRound(
		read,
		withSheet(of, roundId, changed(of, roundId, change, reason)),
		roundId,
		at
	);
	return { difference: shownDifference(newest.result, after), basis: newest.hash };
}

/** Takes the published round back to closed, and makes the change that was agreed to. */
export async function correct(
	context: Context,
	roundId: string,
	{ change, appealId }: CorrectionRequest,
	{ approvalId, reason }: { readonly approvalId: string; readonly reason: string }
): Promise<void> {
	await takeStep(context, { roundId, step: 'correct', data: { verifiedAt: null }, reason });
	if (appealId) await context.tx.appeal.update({ where: { id: appealId }, data: { approvalId } });
	if (change.kind === 'deduction') {
		const { teamId, type: kind, partKey, points } = change;
		await addDeduction.run(context, { roundId, teamId, kind, partKey, points, reason });
	}
	if (change.kind === 'status') {
		await setEntryStatus.run(context, { roundId, teamId: change.teamId, status: change.status, reason });
	}
}
