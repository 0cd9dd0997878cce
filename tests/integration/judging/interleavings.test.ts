import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/live/id.ts';
import type { Answer, GivenMark } from '#lib/live/judge-protocol.ts';
import { execute } from '#lib/server/command/execute.ts';
import { unlockBallot } from '#lib/server/judging/unlock-ballot.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { liveServer, tabletClient, type LiveServer, type TabletClient } from '../../support/live-server.ts';
import { pairedTablet, smallContest, type SmallContest } from '../../support/small-contest.ts';
import { finalAsk, marksAsk, outcomes } from './tablet.ts';

const PATHS = ['greeting.content', 'greeting.form', 'talent.message', 'talent.performance'] as const;
const RUNS = Number(process.env.KHEO_INTERLEAVINGS ?? 15);

let store: TestDatabase;
let server: LiveServer;
beforeAll(async () => {
	store = await testDatabase();
	server = await liveServer(store.database);
});
afterAll(async () => {
	await server.close();
	await store.remove();
});

const judge = fc.integer({ min: 0, max: 1 });
/** What can happen, in any order: the model answers each from plain maps. */
const step = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constant('mark' as const),
			judge,
			path: fc.integer({ min: 0, max: 3 }),
			value: fc.integer({ min: 0, max: 10 }),
			isTakenBack: fc.boolean()
		})
	},
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('resend' as const), judge, which: fc.nat(30) }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('fill' as const), judge }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('final' as const), judge }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('unlock' as const), judge }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('disconnect' as const), judge }) }
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A judge's sheet as it must be: plain maps, no database. */
class Model {
	readonly sent: GivenMark[] = [];
	readonly taken = new Map<string, string | null>();
	readonly cells = new Map<string, string | null>();
	readonly highest = new Map<string, number>();
	readonly held = new Set<string>();
	state: 'empty' | 'draft' | 'final' = 'empty';
	handedIn: Record<string, string> | null = null;

	expected(mark: GivenMark): string {
		if (this.taken.has(mark.id)) return 'replay';
		if (this.held.has(mark.id)) return 'held';
		// Both criteria of the talent part end at 5, the form at 4, the content at 6.
		const most = { 'greeting.content': 6, 'greeting.form': 4 }[mark.criterion] ?? 5;
		if (mark.value !== null && Number(mark.value) > most) return 'judging_out_of_range';
		if (this.state === 'final') return 'held';
		if (mark.seq <= (this.highest.get(mark.criterion) ?? 0)) return 'judging_out_of_order';
		return 'stored';
	}

	take(mark: GivenMark): string {
		const outcome = this.expected(mark);
		if (outcome === 'held') this.held.add(mark.id);
		if (outcome !== 'stored') return outcome;
		this.taken.set(mark.id, mark.value);
		this.cells.set(mark.criterion, mark.value);
		this.highest.set(mark.criterion, mark.seq);
		this.state = 'draft';
		return outcome;
	}

	sheet(): Record<string, string> {
		return Object.fromEntries(
			[...this.cells].flatMap(([path, value]) => (value === null ? [] : [[path, value]]))
		);
	}
}

async function play(contest: SmallContest, steps: readonly Step[]): Promise<void> {
	const round = contest.rounds[0]!;
	const teamId = round.teams[0]!.id;
	const tablets = await Promise.all(
		[0, 1].map((index) => pairedTablet(store.database, contest.id, round.judges[index]!.id))
	);
	const clients: TabletClient[] = [];
	for (const tablet of tablets) clients.push(await tabletClient(server.url, tablet.cookie));
	const models = [new Model(), new Model()];
	let seq = 0;
	const make = (path: string, value: string | null): GivenMark => ({
		id: newId(),
		seq: ++seq,
		teamId,
		criterion: path,
		value,
		deviceTime: 0
	});
	const pending: Promise<unknown>[] = [];
	const send = (index: number, marks: readonly GivenMark[]) => {
		const model = models[index]!;
		const wanted = marks.map((mark) => model.take(mark));
		// Not awaited: the next steps of the other judge run against it.
		pending.push(
			clients[index]!.ask(marksAsk(...marks)).then((answer) => expect(outcomes(answer)).toEqual(wanted))
		);
	};
	for (const action of steps) {
		const model = models[action.judge]!;
		const client = clients[action.judge]!;
		switch (action.do) {
			case 'mark': {
				const mark = make(PATHS[action.path]!, action.isTakenBack ? null : String(action.value / 2 + 1));
				model.sent.push(mark);
				send(action.judge, [mark]);
				break;
			}
			case 'resend': {
				const again = model.sent[action.which % Math.max(1, model.sent.length)];
				if (again) send(action.judge, [again, again]);
				break;
			}
			case 'fill': {
				const marks = PATHS.map((path) => make(path, '2.5'));
				model.sent.push(...marks);
				send(action.judge, marks);
				break;
			}
			case 'final': {
				await Promise.all(pending.splice(0));
				const sheet = model.sheet();
				const isWhole = Object.keys(sheet).length === PATHS.length;
				const answer: Answer = await client.ask(finalAsk(teamId, sheet));
				const code = answer.kind === 'refused' ? answer.code : answer.kind;
				expect(code).toBe(isWhole ? 'final' : 'judging_incomplete');
				if (isWhole) {
					model.state = 'final';
					model.handedIn = sheet;
				}
				break;
			}
			case 'unlock': {
				await Promise.all(pending.splice(0));
				const input = {
					roundId: round.id,
					teamId,
					seatId: round.judges[action.judge]!.id,
					partKey: '*',
					reason: 'Chấm nhầm'
				};
				const outcome = await execute(store.database, unlockBallot, { actor: contest.accounts.chair, input });
				expect(outcome.ok).toBe(true);
				model.state = 'draft';
				break;
			}
			case 'disconnect': {
				await Promise.all(pending.splice(0));
				client.socket.disconnect().connect();
				break;
			}
		}
	}
	await Promise.all(pending);
	for (const [index, model] of models.entries()) {
		const seatId = round.judges[index]!.id;
		const rows = await store.database.read.mark.findMany({ where: { seatId }, orderBy: { seq: 'asc' } });
		expect(rows.map(({ id }) => id).toSorted()).toEqual([...model.taken.keys()].toSorted());
		expect(Object.fromEntries(rows.map(({ criterion, value }) => [criterion, value]))).toEqual(
			Object.fromEntries(model.cells)
		);
		const ballot = await store.database.read.ballot.findFirst({ where: { seatId } });
		expect(ballot?.state ?? 'empty').toBe(model.state);
		if (model.state === 'final') expect(JSON.parse(ballot!.marks!)).toEqual(model.handedIn);
		clients[index]!.close();
	}
}

test('however marks, resends, handing in, unlocking and lost connections fall, the log is what plain maps say', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
			const contest = await smallContest(store.database, { template: 'communeContest', teams: 1, judges: 2 });
			await play(contest, steps);
		}),
		{ numRuns: RUNS, verbose: 1 }
	);
}, 300_000);
