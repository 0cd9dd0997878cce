import * as v from 'valibot';
import { sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { SheetMarksSchema } from '#lib/live/judge-protocol.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { currentMarks } from './current-marks.ts';
import { roundIn, teamIn } from './round-in.ts';
import { tabletScope } from './tablet-scope.ts';

/** One field a criterion, named in the refusal with what the tablet shows and what the server has. */
function differences(tablet: Readonly<Record<string, string>>, server: Readonly<Record<string, string>>) {
	const paths = [...new Set([...Object.keys(tablet), ...Object.keys(server)])];
	return paths
		.filter((path) => tablet[path] !== server[path])
		.map((path) => ({
			field: path,
			code: 'judging_differs',
			params: { tablet: tablet[path] ?? '', server: server[path] ?? '' }
		}));
}

/**
 * ballot.finalize: hands in a judge's sheet for a team and part. `marks` is the whole sheet as the judge sees it; where the
 * server's newest marks are others, nothing happens and both are in the refusal (`judging_stale`); nor where two tablets of
 * this judge differ and nothing was picked (`judging_diverged`), nor where the turn was performed again since
 * (`judging_other_attempt`). Handing in the same
 * sheet twice is one handing in. Answers `{ ballotId, finalAt }` in milliseconds since 1970.
 */
export const finalizeBallot = command({
	action: 'ballot.finalize',
	input: v.object({
		teamId: id,
		partKey: v.pipe(v.string(), v.maxLength(40)),
		marks: SheetMarksSchema,
		attempt: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1)
	}),
	scope: (tx, _input, actor) => tabletScope(tx, actor),
	async run({ tx, actor, at, newId, audit, publish }, { teamId, partKey, marks, attempt }) {
		if (actor.kind !== 'device') throw new Refusal('forbidden');
		const { seatId, roundId, contestId } = actor;
		const round = await roundIn(tx, roundId, ['open']);
		const { facts } = round;
		const team = teamIn(round, teamId);
		if (facts.conflict(seatId, teamId)) throw new Refusal('judging_conflict');
		if (attempt !== facts.attempt(teamId, partKey)) throw new Refusal('judging_other_attempt');
		if (facts.isAbsent(seatId, teamId, partKey)) throw new Refusal('judging_absent');

		const key = { roundId_teamId_seatId_partKey: { roundId, teamId, seatId, partKey } };
		const ballot = await tx.ballot.findUnique({ where: key });
		const handedIn = canonicalJson(marks);
		if (ballot?.state === 'final') {
			if (ballot.marks !== handedIn) throw new Refusal('judging_ballot_final');
			return { ballotId: ballot.id, finalAt: ballot.finalAt!.getTime() };
		}
		if (!team.isCompeting) throw new Refusal('judging_team_not_competing');
		const left = facts.calibrationLeft(teamId, partKey);
		if (left > 0) throw new Refusal('judging_calibration', { count: left });
		const seat = facts.seats.get(seatId);
		const lines = seat?.isJudge ? sheetLines(facts.stage, partKey, seat.kind) : [];
		if (lines.length === 0) throw new Refusal('judging_not_your_criterion');
		const open = { roundId, seatId, teamId, partKey, kind: 'diverged', decision: null };
		if ((await tx.heldMark.count({ where: open })) > 0) throw new Refusal('judging_diverged');
		const paths = new Set(lines.map(({ path }) => path));
		const newest = await currentMarks(tx, { roundId, seatId, teamId });
		const server = Object.fromEntries(
			newest.flatMap(({ criterion, value }) =>
				paths.has(criterion) && value !== null ? [[criterion, value]] : []
			)
		);
		const differing = differences(marks, server);
		if (differing.length > 0) throw new Refusal('judging_stale', {}, differing);
		const missing = lines.filter(({ path }) => server[path] === undefined);
		if (missing.length > 0) {
			const fields = missing.map(({ path }) => ({ field: path, code: 'field_required' }));
			throw new Refusal('judging_incomplete', { count: missing.length }, fields);
		}
		const final = { state: 'final', marks: handedIn, finalAt: at };
		const { id: ballotId } = await tx.ballot.upsert({
			where: key,
			create: { id: newId(), roundId, teamId, seatId, partKey, source: 'tablet', ...final },
			update: final
		});
		audit({
			subjectKind: 'ballot',
			subjectId: ballotId,
			before: { state: ballot?.state ?? 'empty' },
			after: { state: 'final', teamId, seatId, partKey, marks }
		});
		publish({ kind: 'ballot.changed', contestId, roundId, teamId, seatId });
		return { ballotId, finalAt: at.getTime() };
	}
});
