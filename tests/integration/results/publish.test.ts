import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rulesHash } from '#lib/domain/contest/rules-hash.ts';
import { validateRules } from '#lib/domain/contest/validate-rules.ts';
import { contentOf, resultHash, type PublishedResult } from '#lib/domain/results/published-result.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { newId } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import { listen } from '#lib/server/realtime/bus.ts';
import type { Happening } from '#lib/server/realtime/happening.ts';
import { publisherOf } from '#lib/server/realtime/publisher.ts';
import { officialProjection } from '#lib/server/live/official-projection.ts';
import { publicProjection } from '#lib/server/live/public-projection.ts';
import { exported } from '#lib/server/results/export/answer.ts';
import { marksTable } from '#lib/server/results/export/tables.ts';
import { fillNextStage } from '#lib/server/results/fill-final.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { publishedResult } from '#lib/server/results/published-query.ts';
import { qualificationOf } from '#lib/server/results/qualification.ts';
import { recordDecision } from '#lib/server/results/record-decision.ts';
import { recordInput } from '#lib/server/results/record-input.ts';
import { settlePrizeTie } from '#lib/server/results/settle-prize-tie.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import { rowsOf } from '#lib/server/results/result-view.ts';
import { withdrawFinalist } from '#lib/server/results/withdraw-finalist.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { smallContest, type AccountActor, type SmallContest } from '../../support/small-contest.ts';
import { fillRound } from './filled-round.ts';

let db: TestDatabase;
let contest: SmallContest;

beforeEach(async () => {
	db = await testDatabase();
	contest = await smallContest(db.database);
});
afterEach(() => db.remove());

const publish = (roundId: string, more: { actor?: AccountActor; reason?: string; key?: string } = {}) =>
	execute(db.database, publishResult, {
		actor: more.actor ?? contest.accounts.organizer,
		input: { roundId, ...(more.reason === undefined ? {} : { reason: more.reason }) },
		key: more.key
	});

const refusalOf = (outcome: Awaited<ReturnType<typeof execute>>) =>
	outcome.ok ? null : { code: outcome.refusal.code, params: outcome.refusal.params };

const finalTeams = async () => {
	const entries = await db.database.read.entry.findMany({
		where: { round: { contestId: contest.id, stageKey: 'final' } },
		include: { team: { select: { name: true } } }
	});
	return entries
		.map(({ team, status, position }) => ({ name: team.name, status, position }))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** Makes the first two teams of a round equal in everything. */
const tiedAtTheTop = (team: number, judge: number) => 95 - Math.max(0, team - 1) * 5 - judge;

describe('publishing', () => {
	test('makes a numbered version that can be recomputed and proves itself', async () => {
		const [round] = contest.rounds;
		await fillRound(db.database, contest, round!);
		const heard: Happening[] = [];
		const stop = listen((happening) => heard.push(happening));
		const outcome = await publish(round!.id);
		stop();
		expect(outcome.ok && outcome.value).toMatchObject({ version: 1, finalists: null });

		const [version] = await db.database.read.resultVersion.findMany();
		const stored = JSON.parse(version!.json) as PublishedResult;
		const content = contentOf(stored);
		expect(resultHash(content)).toBe(version!.hash);
		expect(tabulate(content.stage, content.sheet)).toEqual(content.standings);
		expect(content.standings.rows.map(({ rank }) => rank)).toEqual([1, 2, 3]);
		expect(content.rules.hash).toMatch(/^[0-9a-f]{64}$/);
		expect(content.qualification).toMatchObject({
			scope: 'round',
			state: 'decided',
			through: [round!.teams[0]!.id]
		});
		expect(await db.database.read.round.findUnique({ where: { id: round!.id } })).toMatchObject({
			state: 'published'
		});
		expect(heard.map(({ kind }) => kind)).toEqual(['board.changed', 'round.changed', 'result.published']);
	});

	test('keeps the names of the judges out of what everybody may see', async () => {
		const [round] = contest.rounds;
		await fillRound(db.database, contest, round!);
		await publish(round!.id);
		const [version] = await db.database.read.resultVersion.findMany();
		const stored = JSON.parse(version!.json) as PublishedResult;
		const people = await db.database.read.panelSeat.findMany({
			where: { roundId: round!.id },
			include: { person: true }
		});
		expect(stored.panel.map(({ name }) => name)).toEqual(people.map(({ person }) => person.fullName));
		const shown = JSON.stringify(contentOf(stored));
		for (const { person } of people) expect(shown).not.toContain(person.fullName);
	});

	test('names them where the rules show names, on the page, in the spreadsheet, the JSON and the record', async () => {
		const rules = structuredClone(contest.rules) as unknown as {
			stages: { visibility: { showJudgeNames: boolean } }[];
		};
		rules.stages[0]!.visibility.showJudgeNames = true;
		const named = await smallContest(db.database, { code: 'TEN', rules: rules as never });
		const [round] = named.rounds;
		await fillRound(db.database, named, round!);
		await publish(round!.id, { actor: named.accounts.organizer });
		const { read } = db.database;
		const version = (await publishedResult(read, 'TEN', round!.id))!;
		const names = version.result.panel.map(({ name }) => name);
		expect(contentOf(version.result).sheet.judges.map(({ name }) => name)).toEqual(names);
		const table = marksTable(contentOf(version.result), 'en').rows.map(([, judge]) => judge);
		expect([...new Set(table)]).toEqual(names);
		const record = recordInput(version, 'https://kheo.example').result;
		expect(record.sheet.judges.map(({ name }) => name)).toEqual(names);
	});

	test('calls them by number where the rules do not, also where a seat’s label is a name', async () => {
		const [round] = contest.rounds;
		await fillRound(db.database, contest, round!);
		await db.database.transaction((tx) =>
			tx.panelSeat.update({ where: { id: round!.judges[1]!.id }, data: { label: 'Cô Hạnh' } })
		);
		await publish(round!.id);
		const version = (await publishedResult(db.database.read, contest.code, round!.id))!;
		expect(JSON.stringify(contentOf(version.result))).not.toContain('Cô Hạnh');
		const judgesIn = (locale: 'vi' | 'en') => [
			...new Set(marksTable(contentOf(version.result), locale).rows.map(([, judge]) => judge))
		];
		expect(judgesIn('vi').slice(0, 2)).toEqual(['Giám khảo 1', 'Giám khảo 2']);
		expect(judgesIn('en').slice(0, 2)).toEqual(['Judge 1', 'Judge 2']);
		const record = recordInput(version, 'https://kheo.example').result;
		expect(record.sheet.judges.map(({ name }) => name).slice(0, 2)).toEqual(['GK1', 'Cô Hạnh']);
	});

	test('the same key twice makes one version, and another key needs a verified round again', async () => {
		const [round] = contest.rounds;
		await fillRound(db.database, contest, round!);
		const key = newId();
		const first = await publish(round!.id, { key });
		const again = await publish(round!.id, { key });
		expect(again).toEqual({ ...first, replayed: true });
		expect(refusalOf(await publish(round!.id, { key: newId() }))?.code).toBe('results_not_verified');
		expect(await db.database.read.resultVersion.count()).toBe(1);
	});

	test('is refused from every other state', async () => {
		const [round] = contest.rounds;
		await fillRound(db.database, contest, round!);
		for (const state of ['configured', 'open', 'closed']) {
			await db.database.transaction((tx) => tx.round.update({ where: { id: round!.id }, data: { state } }));
			expect(refusalOf(await publish(round!.id))?.code).toBe('results_not_verified');
		}
		expect(await db.database.read.resultVersion.count()).toBe(0);
	});

	test('is refused to a secretary, a chair, and the organizer of another contest', async () => {
		const [round] = contest.rounds;
		await fillRound(db.database, contest, round!);
		const other = await smallContest(db.database, { code: 'KHAC' });
		for (const actor of [contest.accounts.secretary, contest.accounts.chair, other.accounts.organizer]) {
			expect(refusalOf(await publish(round!.id, { actor }))?.code).toBe('forbidden');
		}
		expect(refusalOf(await publish('no-such-round'))?.code).toBe('not_found');
	});

	test('names the teams whose ballots are missing; a draft does not count', async () => {
		const [round] = contest.rounds;
		await fillRound(db.database, contest, round!, { skip: (team, judge) => team === 1 && judge === 2 });
		expect(refusalOf(await publish(round!.id))).toEqual({
			code: 'results_incomplete',
			params: { teams: round!.teams[1]!.name }
		});
		await db.database.transaction((tx) =>
			tx.ballot.updateMany({
				where: { teamId: round!.teams[0]!.id, seatId: round!.judges[0]!.id },
				data: { state: 'draft' }
			})
		);
		const { standings, unfinished } = await standingsOf(db.database.read, round!.id);
		expect(standings.rows.filter(({ isComplete }) => isComplete).map(({ teamId }) => teamId)).toEqual([
			round!.teams[2]!.id
		]);
		expect(unfinished).toEqual([
			{ teamId: round!.teams[0]!.id, judgeId: round!.judges[0]!.id, partKey: '*' }
		]);
	});

	test('is refused while a ballot does not agree with the log of marks', async () => {
		const [round] = contest.rounds;
		await fillRound(db.database, contest, round!);
		const at = { roundId: round!.id, teamId: round!.teams[1]!.id, seatId: round!.judges[0]!.id };
		await db.database.transaction((tx) =>
			tx.mark.create({
				data: { id: newId(), ...at, criterion: 'skit.script', value: '1', source: 'tablet', at: new Date() }
			})
		);
		expect(refusalOf(await publish(round!.id))).toEqual({
			code: 'results_recount_differs',
			params: { teams: round!.teams[1]!.name }
		});
	});

	test('a next version needs a reason, and both stay', async () => {
		const [round] = contest.rounds;
		await fillRound(db.database, contest, round!);
		await publish(round!.id);
		await db.database.transaction(async (tx) => {
			await tx.round.update({ where: { id: round!.id }, data: { state: 'verified' } });
			await tx.deduction.create({
				data: {
					id: newId(),
					roundId: round!.id,
					teamId: round!.teams[0]!.id,
					kind: 'lateArrival',
					points: '1',
					reason: 'đến muộn',
					issuedBy: 'test',
					at: new Date()
				}
			});
		});
		expect(refusalOf(await publish(round!.id))).toEqual({
			code: 'results_reason_needed',
			params: { version: 2 }
		});
		const second = await publish(round!.id, { reason: 'Bổ sung trừ điểm đến muộn' });
		expect(second.ok && second.value.version).toBe(2);
		const versions = await db.database.read.resultVersion.findMany({ orderBy: { version: 'asc' } });
		expect(versions.map(({ version, reason }) => ({ version, reason }))).toEqual([
			{ version: 1, reason: null },
			{ version: 2, reason: 'Bổ sung trừ điểm đến muộn' }
		]);
		expect(versions[0]!.hash).not.toBe(versions[1]!.hash);
		expect(versions[0]!.code).not.toBe(versions[1]!.code);
	});
});

describe('a tie that waits for people', () => {
	const vote = (
		order: string[][],
		more: { actor?: AccountActor; roundId?: string; contestId?: string } = {}
	) =>
		execute(db.database, recordDecision, {
			actor: more.actor ?? contest.accounts.chair,
			input: {
				kind: 'committee-vote',
				contestId: more.contestId ?? contest.id,
				stageKey: 'prelim',
				roundId: more.roundId ?? contest.rounds[0]!.id,
				order,
				reason: 'Hội đồng biểu quyết 4/5',
				secondBy: 'Trần Thị Hai'
			}
		});
	const timed = () =>
		db.database.transaction((tx) =>
			tx.stageTime.createMany({
				data: contest.rounds[0]!.teams.flatMap(({ id: teamId }) =>
					['greeting', 'knowledge.situation', 'skit'].map((partKey) => ({
						id: newId(),
						roundId: contest.rounds[0]!.id,
						teamId,
						partKey,
						durationMs: 100_000,
						by: 'test',
						at: new Date()
					}))
				)
			})
		);

	test('blocks publication until the times and then the vote are there', async () => {
		const [round] = contest.rounds;
		const [first, second] = round!.teams;
		await fillRound(db.database, contest, round!, { share: tiedAtTheTop });
		const waiting = {
			code: 'results_tied',
			params: { teams: expect.stringContaining(first!.name) as string }
		};
		expect(refusalOf(await publish(round!.id))).toEqual(waiting);
		await timed();
		expect(refusalOf(await publish(round!.id))).toEqual(waiting);
		expect((await vote([[second!.id], [first!.id]])).ok).toBe(true);
		expect((await publish(round!.id)).ok).toBe(true);
		const [version] = await db.database.read.resultVersion.findMany();
		const { standings, qualification, decisions } = JSON.parse(version!.json) as PublishedResult;
		expect(standings.rows.map(({ teamId, rank }) => [teamId, rank]).slice(0, 2)).toEqual([
			[second!.id, 1],
			[first!.id, 2]
		]);
		expect(qualification!.through).toEqual([second!.id]);
		expect(decisions).toEqual([
			{
				kind: 'committee-vote',
				roundId: round!.id,
				order: [[second!.id], [first!.id]],
				reason: 'Hội đồng biểu quyết 4/5',
				secondBy: 'Trần Thị Hai'
			}
		]);
	});

	test('E1: teams that share the place at the cut need a decision of their own', async () => {
		const [round] = contest.rounds;
		const [first, second] = round!.teams;
		await fillRound(db.database, contest, round!, { share: tiedAtTheTop });
		await timed();
		await vote([[first!.id, second!.id]]);
		const names = expect.stringContaining(second!.name) as string;
		expect(refusalOf(await publish(round!.id))).toEqual({
			code: 'results_tied_at_cut',
			params: { teams: names }
		});
		const admit = (admitted: string[]) =>
			execute(db.database, recordDecision, {
				actor: contest.accounts.chair,
				input: {
					kind: 'tie-at-cut',
					contestId: contest.id,
					stageKey: 'prelim',
					contenders: [first!.id, second!.id],
					admitted,
					reason: 'Ban Tổ chức chọn theo phần tiểu phẩm',
					secondBy: 'Trần Thị Hai'
				}
			});
		expect(refusalOf(await admit([first!.id, second!.id]))).toEqual({
			code: 'results_choice_places',
			params: { places: 1 }
		});
		expect((await admit([second!.id])).ok).toBe(true);
		// Who goes on is one question, who gets the only first prize of the cluster another.
		expect(refusalOf(await publish(round!.id))?.code).toBe('results_prize_open');
		await execute(db.database, settlePrizeTie, {
			actor: contest.accounts.chair,
			input: {
				roundId: round!.id,
				prizeKey: 'first',
				contenders: [first!.id, second!.id],
				admitted: [second!.id],
				reason: 'Như quyết định ở trên',
				secondBy: 'Trần Thị Hai'
			}
		});
		expect((await publish(round!.id)).ok).toBe(true);
		const [version] = await db.database.read.resultVersion.findMany();
		const { standings, qualification } = JSON.parse(version!.json) as PublishedResult;
		expect(standings.rows.map(({ rank, isShared }) => [rank, isShared])).toEqual([
			[1, true],
			[1, true],
			[3, false]
		]);
		expect(qualification!.through).toEqual([second!.id]);
	});

	test('E2: is decided once, and every page, file and prize has the order of that decision', async () => {
		const [round] = contest.rounds;
		const [first, second, third] = round!.teams.map(({ id }) => id);
		await fillRound(db.database, contest, round!, { share: tiedAtTheTop });
		await timed();
		await vote([[second!], [first!]]);
		const outcome = await publish(round!.id);
		expect(outcome.ok).toBe(true);
		const version = (await publishedResult(db.database.read, contest.code, round!.id))!;
		const order = [second, first, third];
		const names = order.map((id) => round!.teams.find((team) => team.id === id)!.name);
		expect(version.result.standings.rows.map(({ teamId }) => teamId)).toEqual(order);
		expect(
			recordInput(version, 'https://kheo.example').result.standings.rows.map(({ teamId }) => teamId)
		).toEqual(order);
		expect(rowsOf(contentOf(version.result), 'vi').map(({ teamId }) => teamId)).toEqual(order);
		const json = JSON.parse((await exported(version, 'json', 'vi')) as string) as PublishedResult;
		expect(json.standings.rows.map(({ teamId }) => teamId)).toEqual(order);
		const csv = (await exported(version, 'csv', 'vi')) as string;
		const lines = csv.split('\r\n');
		expect(names.map((name) => lines.findIndex((line) => line.includes(name)))).toEqual([1, 2, 3]);
		expect(version.result.prizes!.main.flatMap(({ teamIds }) => teamIds)).toEqual(order);
		const publisher = publisherOf(db.database);
		publisher.refresh(round!.id);
		await publisher.settled();
		publisher.stop();
		for (const projection of [officialProjection, publicProjection]) {
			const shown = await projection(db.database.read, round!.id);
			expect(shown!.view.rows.map(({ teamId }) => teamId)).toEqual(order);
		}
	});

	test('a committee may decide again; its earlier decision stays on record', async () => {
		const [round] = contest.rounds;
		const [first, second] = round!.teams;
		await fillRound(db.database, contest, round!, { share: tiedAtTheTop });
		await timed();
		await vote([[first!.id], [second!.id]]);
		expect((await vote([[second!.id], [first!.id]])).ok).toBe(true);
		const kept = await db.database.read.decision.findMany({ orderBy: { at: 'asc' } });
		expect(kept.map(({ supersededAt }) => supersededAt !== null)).toEqual([true, false]);
		const { standings } = await standingsOf(db.database.read, round!.id);
		expect(standings.rows[0]!.teamId).toBe(second!.id);
	});

	test('is decided only for exactly the tied teams, by who may, in the contest that asks', async () => {
		const [round] = contest.rounds;
		const [first, second, third] = round!.teams;
		await fillRound(db.database, contest, round!, { share: tiedAtTheTop });
		await timed();
		expect(refusalOf(await vote([[first!.id], [third!.id]]))?.code).toBe('results_decision_teams');
		expect(refusalOf(await vote([[first!.id], [first!.id]]))?.code).toBe('results_decision_twice');
		const other = await smallContest(db.database, { code: 'KHAC' });
		expect(refusalOf(await vote([[first!.id], [second!.id]], { actor: other.accounts.chair }))?.code).toBe(
			'forbidden'
		);
		expect(refusalOf(await vote([[first!.id], [second!.id]], { contestId: other.id }))?.code).toBe(
			'not_found'
		);
	});
});

describe('the final', () => {
	test('is filled when the last round of the stage is published', async () => {
		const [one, two] = contest.rounds;
		await fillRound(db.database, contest, one!);
		await fillRound(db.database, contest, two!);
		await publish(one!.id);
		expect(await finalTeams()).toEqual([]);
		const last = await publish(two!.id);
		expect(last.ok && last.value.finalists).toBe(2);
		const expected = [one!.teams[0]!, two!.teams[0]!]
			.map(({ name }) => ({ name, status: 'competing', position: 0 }))
			.sort((a, b) => (a.name < b.name ? -1 : 1));
		expect(await finalTeams()).toEqual(expected);
		const [version] = await db.database.read.resultVersion.findMany({ where: { roundId: two!.id } });
		const { qualification } = JSON.parse(version!.json) as PublishedResult;
		expect(qualification!.reserves).toEqual(
			[
				{ clusterId: one!.clusterId, order: [[one!.teams[1]!.id], [one!.teams[2]!.id]] },
				{ clusterId: two!.clusterId, order: [[two!.teams[1]!.id], [two!.teams[2]!.id]] }
			].sort((a, b) => (a.clusterId! < b.clusterId! ? -1 : 1))
		);
	});

	test('E15, E34: what the rules say about who goes on cannot be changed any more once a round of the stage has opened', async () => {
		const [one, two] = contest.rounds;
		await fillRound(db.database, contest, two!);
		const kept = await db.database.read.rulesVersion.findFirstOrThrow({ where: { contestId: contest.id } });
		const rules = JSON.parse(kept.json) as { stages: { qualification: object }[] };
		rules.stages[0]!.qualification = { kind: 'bestOverall', places: 2, differentPanels: 'zScore' };
		const changed = validateRules(rules);
		if (!changed.ok) throw new Error(JSON.stringify(changed.problems));
		const newer = newId();
		await db.database.transaction(async (tx) => {
			await tx.rulesVersion.create({
				data: {
					...kept,
					id: newer,
					version: kept.version + 1,
					json: canonicalJson(changed.rules),
					hash: rulesHash(changed.rules)
				}
			});
			// The first round in the list is still being prepared: it follows the newest rules.
			const { id } = one!;
			await tx.round.update({
				where: { id },
				data: { state: 'configured', openedAt: null, rulesVersionId: null }
			});
		});
		const { stage } = await qualificationOf(db.database.read, contest.id, 'prelim');
		expect(stage.qualification).toMatchObject({ kind: 'topPerCluster', places: 1 });
	});

	test('E16: begins without the deductions of the round before', async () => {
		const [one, two] = contest.rounds;
		await fillRound(db.database, contest, one!);
		await fillRound(db.database, contest, two!);
		const [team] = one!.teams;
		await db.database.transaction((tx) =>
			tx.deduction.create({
				data: {
					id: newId(),
					roundId: one!.id,
					teamId: team!.id,
					partKey: null,
					kind: 'lateArrival',
					points: '1',
					reason: 'Có mặt muộn',
					issuedBy: contest.accounts.secretary.accountId,
					at: new Date()
				}
			})
		);
		await publish(one!.id);
		await publish(two!.id);
		const prelim = await standingsOf(db.database.read, one!.id);
		expect(prelim.sheet.deductions.map(({ teamId }) => teamId)).toEqual([team!.id]);
		const last = await db.database.read.round.findFirstOrThrow({
			where: { contestId: contest.id, stageKey: 'final' }
		});
		const final = await standingsOf(db.database.read, last.id);
		expect(final.sheet.entrants.map(({ id }) => id)).toContain(team!.id);
		expect(final.sheet.deductions).toEqual([]);
	});

	test('E29: a withdrawal promotes the next of the same cluster', async () => {
		const [one, two] = contest.rounds;
		await fillRound(db.database, contest, one!);
		await fillRound(db.database, contest, two!);
		await publish(one!.id);
		await publish(two!.id);
		const withdraw = (teamId: string, actor = contest.accounts.organizer) =>
			execute(db.database, withdrawFinalist, {
				actor,
				input: { teamId, stageKey: 'prelim', reason: 'Đội có việc đột xuất' }
			});
		expect(refusalOf(await withdraw(one!.teams[0]!.id, contest.accounts.secretary))?.code).toBe('forbidden');
		expect(refusalOf(await withdraw(one!.teams[2]!.id))?.code).toBe('results_not_through');
		const outcome = await withdraw(one!.teams[0]!.id);
		expect(outcome.ok && outcome.value).toEqual({ promoted: [one!.teams[1]!.id] });
		expect(refusalOf(await withdraw(one!.teams[0]!.id))?.code).toBe('results_already_withdrawn');
		expect(await finalTeams()).toEqual(
			[
				{ name: one!.teams[0]!.name, status: 'withdrawn', position: 0 },
				{ name: one!.teams[1]!.name, status: 'competing', position: 0 },
				{ name: two!.teams[0]!.name, status: 'competing', position: 0 }
			].sort((a, b) => (a.name < b.name ? -1 : 1))
		);
	});

	test('is not filled while a round of the stage is open, nor once it has begun', async () => {
		const [one, two] = contest.rounds;
		await fillRound(db.database, contest, one!);
		await publish(one!.id);
		const fill = () =>
			execute(db.database, fillNextStage, {
				actor: contest.accounts.organizer,
				input: { contestId: contest.id, stageKey: 'prelim' }
			});
		expect(refusalOf(await fill())?.code).toBe('results_stage_open');
		await fillRound(db.database, contest, two!);
		await publish(two!.id);
		expect((await fill()).ok).toBe(true);
		await db.database.transaction((tx) =>
			tx.round.updateMany({ where: { contestId: contest.id, stageKey: 'final' }, data: { state: 'open' } })
		);
		expect(refusalOf(await fill())?.code).toBe('results_final_begun');
	});
});
