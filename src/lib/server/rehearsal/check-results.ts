import { tabulatePackage } from '#lib/domain/contest/package/tabulate-package.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import type { BoardView } from '#lib/live/board.ts';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import { contestPackage } from '#lib/server/contest/package-export.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { officialProjection } from '#lib/server/live/official-projection.ts';
import { publicProjection } from '#lib/server/live/public-projection.ts';
import { resultPackage } from '#lib/server/results/proof/package-query.ts';
import { compareGoingOn, compareRound, type Difference } from '../../../recount/compare.ts';
import { countContest } from '../../../recount/contest.ts';
import { NotCounted } from '../../../recount/reading.ts';
import { verifyPackage } from '../../../recount/verify.ts';
import type { Found, HeldRound, RehearsalReport } from './report.ts';

type Checked = Pick<RehearsalReport, 'counts' | 'packages' | 'audit' | 'boards'> & {
	readonly found: readonly Found[];
};

type NamedRound = Pick<HeldRound, 'id' | 'name'>;

/** How long the publisher may take to bring both boards in step with a publication. */
const BOARDS_MS = 15_000;

/** Both counts of the whole contest, place by place. */
async function twoCounts(
	read: Tx,
	contestId: string
): Promise<{ counts: Checked['counts']; found: Found[] }> {
	const pkg = await contestPackage(read, contestId);
	const first = tabulatePackage(pkg);
	try {
		const second = countContest(JSON.parse(JSON.stringify(pkg)));
		const found: Found[] = [];
		const note = (round: string, differences: readonly Difference[]) => {
			if (differences.length === 0) return;
			const places = differences
				.slice(0, 5)
				.map(({ at }) => at)
				.join(', ');
			found.push({ code: 'countsDiffer', params: { round, places } });
		};
		first.rounds.forEach(({ standings, stageKey }, index) =>
			note(stageKey, compareRound(standings, second.rounds[index]!))
		);
		first.stages.forEach(({ qualification, stageKey }, index) =>
			note(stageKey, compareGoingOn(qualification, second.stages[index]!.goingOn))
		);
		return { counts: { compared: first.rounds.length, differences: found.length }, found };
	} catch (error) {
		if (!(error instanceof NotCounted)) throw error;
		const what = error.message;
		return {
			counts: { compared: 0, differences: 0 },
			found: [{ code: 'notCounted', params: { round: '', what } }]
		};
	}
}

/** What the two boards say of the result; who looks at which is told by other things on them. */
const resultOf = ({ result, rows, counts }: BoardView) => canonicalJson({ result, rows, counts });

async function sameBoards(database: Database, roundId: string): Promise<boolean> {
	for (const end = Date.now() + BOARDS_MS; ;) {
		const [official, shown] = await Promise.all([
			officialProjection(database.read, roundId),
			publicProjection(database.read, roundId)
		]);
		const isFinal = official?.view.result.kind === 'final' && shown?.view.result.kind === 'final';
		if (isFinal && resultOf(official.view) === resultOf(shown.view)) return true;
		if (Date.now() > end) return false;
		await new Promise((resume) => setTimeout(resume, 100));
	}
}

async function packageIsRight(read: Tx, code: string, roundId: string): Promise<string | null> {
	const pkg = await resultPackage(read, code, roundId);
	if (!pkg) return '-';
	const { verdict, findings } = verifyPackage(JSON.stringify(pkg));
	return verdict === 'right'
		? null
		: findings
				.slice(0, 5)
				.map(({ at, says }) => `${at}: ${says}`)
				.join('; ');
}

/** Counts everything twice, checks what was published and the audit log, and compares the boards. */
export async function checkResults(
	database: Database,
	contest: { readonly id: string; readonly code: string },
	rounds: readonly NamedRound[]
): Promise<Checked> {
	const { read } = database;
	const { counts, found } = await twoCounts(read, contest.id);
	let right = 0;
	let differing = 0;
	for (const { id, name: round } of rounds) {
		const places = await packageIsRight(read, contest.code, id);
		if (places === null) right += 1;
		else found.push({ code: 'packageDiffers', params: { round, places } });
		if (await sameBoards(database, id)) continue;
		differing += 1;
		found.push({ code: 'boardsDiffer', params: { round } });
	}
	const chain = await verifyAuditChain(read);
	if (!chain.whole) found.push({ code: 'chainBroken', params: { seq: chain.brokenSeq } });
	return {
		counts,
		packages: { checked: rounds.length, right },
		audit: { whole: chain.whole, entries: chain.entries },
		boards: { compared: rounds.length, differing },
		found
	};
}
