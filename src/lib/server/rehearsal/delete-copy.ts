import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { INVENTED_JUDGE } from './fill-panels.ts';
import { forgetReport } from './keep-report.ts';
import { forgetRehearsal, rehearsalFacts } from './rehearsal-facts.ts';
import { rehearsalScope } from './rehearsal-scope.ts';
import { isRunning } from './running.ts';

/** What hangs on what must go in order: a mark names its seat, an entry its team, a team its cluster. */
async function deleteContest(tx: Tx, contestId: string): Promise<void> {
	const ofRound = { round: { contestId } };
	await tx.heldMark.deleteMany({ where: ofRound });
	await tx.mark.deleteMany({ where: ofRound });
	await tx.ballot.deleteMany({ where: ofRound });
	await tx.decision.deleteMany({ where: { contestId } });
	await tx.appeal.deleteMany({ where: { contestId } });
	await tx.entry.deleteMany({ where: ofRound });
	await tx.performance.deleteMany({ where: ofRound });
	await tx.device.deleteMany({ where: { contestId } });
	await tx.round.deleteMany({ where: { contestId } });
	await tx.team.deleteMany({ where: { contestId } });
	await tx.teamInvitation.deleteMany({ where: { contestId } });
	await tx.cluster.deleteMany({ where: { contestId } });
	await tx.rulesVersion.deleteMany({ where: { contestId } });
	await tx.contest.delete({ where: { id: contestId } });
	await tx.person.deleteMany({
		where: {
			fullName: { startsWith: INVENTED_JUDGE },
			seats: { none: {} },
			members: { none: {} },
			account: null
		}
	});
}

/** Deletes the copy that a rehearsal was held with: the only contest that can be deleted, and never one that is real. */
export const deleteRehearsal = command({
	action: 'rehearsal.delete',
	input: v.object({ contestId: id }),
	scope: (tx, { contestId }) => rehearsalScope(tx, contestId),
	async run({ tx, audit, publish }, { contestId }) {
		const contest = await tx.contest.findUniqueOrThrow({ where: { id: contestId } });
		const facts = await rehearsalFacts(tx, contestId);
		if (!facts || !contest.isInvented) throw new Refusal('rehearsal_is_real');
		if (isRunning(contestId)) throw new Refusal('rehearsal_is_running');
		const marks = await tx.mark.count({ where: { round: { contestId } } });
		await deleteContest(tx, contestId);
		await forgetRehearsal(tx, contestId);
		await forgetReport(tx, contestId);
		audit({
			subjectKind: 'rehearsal',
			subjectId: contestId,
			before: { code: contest.code, title: contest.titleVi, of: facts.of, marks }
		});
		publish({ kind: 'contest.changed', contestId });
		return { code: contest.code };
	}
});
