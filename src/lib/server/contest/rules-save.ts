import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { rulesHash } from '#lib/domain/contest/rules-hash.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import { storedRules } from '#lib/domain/contest/stored-rules.ts';
import { validateRules } from '#lib/domain/contest/validate-rules.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { contestScope } from './scope.ts';

/** Characters of rules as JSON; the largest template has some nine thousand. */
const MOST_TEXT = 300_000;

/** A round of a stage whose rules change: whether it will run under the new version or keeps the one it was opened with. */
export interface AffectedRound {
	readonly roundId: string;
	readonly name: string;
	readonly stageKey: string;
	readonly state: string;
	readonly follows: 'new' | 'keeps';
	readonly keepsVersion: number | null;
}

export interface RulesSaved {
	readonly version: number;
	readonly hash: string;
	readonly affected: readonly AffectedRound[];
}

export const RulesSaveInput = v.strictObject({
	contestId: v.pipe(v.string(), v.regex(ID_PATTERN, 'field_invalid')),
	/** Rules as JSON: read, checked and written out by validateRules. */
	rules: v.unknown(),
	/** The version that the editor started from; 0 where there was none. */
	baseVersion: v.pipe(v.number(), v.integer()),
	reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500, 'field_too_long')), ''),
	/** The organizer has seen that rounds are running, or over, under earlier rules. */
	roundsSeen: v.optional(v.boolean(), false)
});

function readRules(json: unknown): Rules {
	let text: string;
	try {
		text = canonicalJson(json ?? null);
	} catch {
		throw new Refusal('rules_unreadable');
	}
	if (text.length > MOST_TEXT) throw new Refusal('too_large', { limit: '300 KB' });
	const result = validateRules(JSON.parse(text.normalize('NFC')));
	if (result.ok) return result.rules;
	throw new Refusal(
		'rules_wrong',
		{ count: result.problems.length },
		result.problems.map(({ path, code, params }) => ({ field: path, code, params }))
	);
}

async function affectedRounds(
	tx: Tx,
	contestId: string,
	before: Rules | null,
	after: Rules
): Promise<AffectedRound[]> {
	const written = (rules: Rules | null, stageKey: string) =>
		canonicalJson(rules?.stages.find(({ key }) => key === stageKey) ?? null);
	const rounds = await tx.round.findMany({
		where: { contestId },
		orderBy: { position: 'asc' },
		include: { rules: { select: { version: true } } }
	});
	return rounds
		.filter(({ stageKey }) => before && written(before, stageKey) !== written(after, stageKey))
		.map((round) => {
			const follows = round.state === 'configured' ? 'new' : 'keeps';
			return {
				roundId: round.id,
				name: round.name,
				stageKey: round.stageKey,
				state: round.state,
				follows,
				keepsVersion: follows === 'keeps' ? (round.rules?.version ?? null) : null
			};
		});
}

async function refuseLostStages(tx: Tx, contestId: string, rules: Rules): Promise<void> {
	const keys = rules.stages.map(({ key }) => key);
	const where = { contestId, stageKey: { notIn: keys } };
	const used =
		(await tx.round.findFirst({ where, select: { name: true } })) ??
		(await tx.cluster.findFirst({ where, select: { name: true } }));
	if (used) throw new Refusal('rules_stage_in_use', { name: used.name });
}

/**
 * Saves the next version of a contest's rules. An earlier version is never changed: rounds that are open or over keep
 * the one under which they were opened; rounds still being set up follow the new one.
 */
export const saveRules = command({
	action: 'rules.save',
	input: RulesSaveInput,
	scope: (tx, { contestId }) => contestScope(tx, contestId),
	async run({ tx, actor, at, newId, audit, publish }, input): Promise<RulesSaved> {
		const rules = readRules(input.rules);
		const last = await tx.rulesVersion.findFirst({
			where: { contestId: input.contestId },
			orderBy: { version: 'desc' }
		});
		if ((last?.version ?? 0) !== input.baseVersion) throw new Refusal('stale');
		const hash = rulesHash(rules);
		if (last?.hash === hash) throw new Refusal('rules_unchanged', { version: last.version });
		if (last && input.reason.length === 0) {
			throw new Refusal('rules_reason', {}, [{ field: 'reason', code: 'rules_reason' }]);
		}
		await refuseLostStages(tx, input.contestId, rules);
		const affected = await affectedRounds(tx, input.contestId, last ? storedRules(last.json) : null, rules);
		const running = affected.filter(({ follows }) => follows === 'keeps');
		if (running.length > 0 && !input.roundsSeen) {
			throw new Refusal(
				'rules_rounds_running',
				{ rounds: running.map(({ name }) => name).join(', '), count: running.length },
				[{ field: 'roundsSeen', code: 'rules_rounds_seen' }]
			);
		}
		const version = (last?.version ?? 0) + 1;
		const id = newId();
		await tx.rulesVersion.create({
			data: {
				id,
				contestId: input.contestId,
				version,
				json: canonicalJson(rules),
				hash,
				reason: input.reason || null,
				createdBy: actorId(actor),
				createdAt: at
			}
		});
		await tx.round.updateMany({
			where: { contestId: input.contestId, state: 'configured', rulesVersionId: { not: null } },
			data: { rulesVersionId: id }
		});
		audit({
			subjectKind: 'rules',
			subjectId: id,
			before: last ? { version: last.version, hash: last.hash } : undefined,
			after: { version, hash, rounds: affected.map(({ roundId, follows }) => ({ roundId, follows })) },
			reason: input.reason || undefined
		});
		publish({ kind: 'contest.changed', contestId: input.contestId });
		return { version, hash, affected };
	}
});
