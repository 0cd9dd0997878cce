import { may } from '#lib/domain/access/policy.ts';
import { newId } from '#lib/live/id.ts';
import { recordGroups, type AuditGroup } from '#lib/server/audit/record.ts';
import type { Change } from '#lib/server/command/command.ts';
import { execute, parsed, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { sharedCommits, type SharedCommits } from '#lib/server/command/shared-commits.ts';
import type { Database } from '#lib/server/db/client.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import type { Happening } from '#lib/server/realtime/happening.ts';
import { gateSessions } from './gate-session.ts';
import { recorded, recordScans, type HandedIn, type Recorded } from './record-scans.ts';

/** What a tablet sends at once. */
interface SentScans {
	readonly deviceId: string;
	readonly items: readonly unknown[];
	readonly requestId: string | null;
	/** When it arrived, by the server's clock. */
	readonly at: Date;
}

/** A transaction holds up every other writer: so many records are taken into one, or those of one tablet. */
const MOST_RECORDS = 120;

/** Alone, as everything else is asked to change. */
async function storeOne(database: Database, sent: SentScans): Promise<Recorded | Refusal> {
	const { deviceId, items, at, requestId } = sent;
	const found = (await gateSessions(database.read, [deviceId], at)).get(deviceId);
	if (!found) return new Refusal('gate_not_paired');
	const { actor } = found.session;
	const outcome = await execute(database, recordScans, {
		...{ actor, at, input: { items } },
		...(requestId ? { requestId } : {})
	});
	return outcome.ok ? outcome.value : outcome.refusal;
}

/**
 * Stores what several tablets wrote down in one durable commit, as if one after another: who is paired no more is refused as
 * a whole, every other gets its own answers and its own entry in the audit log.
 */
async function storeTogether(
	database: Database,
	sent: readonly SentScans[]
): Promise<readonly (Recorded | Refusal)[]> {
	const done = await database.transaction(async (tx) => {
		const happenings = new Map<string, Happening>();
		const audits: AuditGroup[] = [];
		const deviceIds = [...new Set(sent.map(({ deviceId }) => deviceId))];
		const sessions = await gateSessions(tx, deviceIds, sent[0]!.at);
		const asked = sent.map(({ deviceId, items, at, requestId }): HandedIn | Refusal => {
			const found = sessions.get(deviceId);
			if (!found) return new Refusal('gate_not_paired');
			const { session, hostUnitId } = found;
			const { actor, conferenceId } = session;
			const scope = { conferenceId, unitIds: [hostUnitId] };
			if (!may(actor, recordScans.action, scope)) return new Refusal('forbidden');
			const changes: Change[] = [];
			const makeId = () => newId(at.getTime());
			audits.push({
				changes,
				facts: {
					...{ actor, action: recordScans.action, at, contestId: null, conferenceId, unitId: hostUnitId },
					...{ requestId, newId: makeId }
				}
			});
			return {
				items,
				tablet: session,
				context: {
					...{ tx, actor, at, scope, newId: makeId },
					audit: (change) => changes.push(change),
					// Twenty gates that let people in are one piece of news.
					publish: (happening) => void happenings.set(JSON.stringify(happening), happening)
				}
			};
		});
		const handed = asked.filter((one): one is HandedIn => !(one instanceof Refusal));
		const results = await recorded(tx, handed);
		await recordGroups(tx, audits);
		const answers = new Map(handed.map((one, index) => [one, results[index]!]));
		return {
			happenings: [...happenings.values()],
			answers: asked.map((one) => (one instanceof Refusal ? one : answers.get(one)!))
		};
	});
	announce(done.happenings);
	return done.answers;
}

const queues = new WeakMap<Database, SharedCommits<SentScans, Recorded>>();

function queueOf(database: Database): SharedCommits<SentScans, Recorded> {
	const known = queues.get(database);
	if (known) return known;
	const queue = sharedCommits<SentScans, Recorded>({
		most: MOST_RECORDS,
		sizeOf: ({ items }) => items.length,
		commit: async (sent) =>
			sent.length === 1 ? [await storeOne(database, sent[0]!)] : storeTogether(database, sent)
	});
	queues.set(database, queue);
	return queue;
}

/**
 * Stores what a tablet at a gate sent, and answers after the durable commit. What several tablets send at the same moment
 * shares a commit; the answers are those that each would have had alone, in the order of arrival.
 */
export async function takeScans(
	database: Database,
	sent: { readonly deviceId: string; readonly items: unknown; readonly requestId?: string | undefined }
): Promise<Outcome<Recorded>> {
	try {
		const { items } = parsed(recordScans.input, { items: sent.items }) as { items: unknown[] };
		const asked = { deviceId: sent.deviceId, items, requestId: sent.requestId ?? null, at: new Date() };
		return { ok: true, value: await queueOf(database).add(asked), replayed: false };
	} catch (error) {
		if (error instanceof Refusal) return { ok: false, refusal: error };
		throw error;
	}
}
