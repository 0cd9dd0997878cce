import type { Actor } from '#lib/domain/access/actor.ts';
import { execute } from '#lib/server/command/execute.ts';
import type { Database } from '#lib/server/db/client.ts';
import type { AwardJob } from '#lib/server/documents/awards/award-job.ts';
import { printAwards } from '#lib/server/documents/print-record.ts';
import { log } from '#lib/server/log.ts';
import { issuePlan } from './issue-plan.ts';
import { storeCertificates } from './store-certificates.ts';

export interface Issued {
	readonly issued: number;
	/** Recipients whom the preflight stops. */
	readonly blocked: number;
	/** Recipients whose file could not be made. */
	readonly failed: number;
}

interface Asked {
	readonly awardId: string;
	readonly origin: string;
	readonly actor: Actor;
	readonly requestId?: string | undefined;
	progress?(done: number, total: number): void;
	readonly signal?: AbortSignal;
}

/** Makes files in the printing thread; the answer is the SHA-256 of each, by the id that the job has for it. */
export async function hashesOf(
	job: AwardJob,
	means: { progress?: (done: number) => void; signal?: AbortSignal } = {}
): Promise<ReadonlyMap<string, string>> {
	if (job.awards.length === 0) return new Map();
	const { bytes, failed } = await printAwards(job, means);
	for (const { id, why } of failed) log.warn({ id, why }, 'a certificate could not be made');
	if (bytes.length === 0) return new Map();
	return new Map(Object.entries(JSON.parse(Buffer.from(bytes).toString('utf8')) as Record<string, string>));
}

/**
 * Issues certificates to everybody of a decision who has none and whom nothing stops. Whoever's file cannot be made stops
 * nobody else; asked again, only what is missing is made. Throws a `Refusal`.
 */
export async function issueCertificates(database: Database, asked: Asked): Promise<Issued> {
	const { awardId, origin, actor, requestId, progress, signal } = asked;
	const plan = await database.snapshot((read) => issuePlan(read, awardId, { origin, now: new Date() }));
	const total = plan.job.awards.length;
	progress?.(0, total);
	const hashes = await hashesOf(plan.job, {
		progress: (done) => progress?.(done, total),
		...(signal && { signal })
	});
	const stored = await execute(database, storeCertificates, {
		actor,
		requestId,
		input: {
			...{ awardId, version: plan.version, origin, basis: plan.basis },
			planned: [...plan.ids].map(([recipientId, certificate]) => ({ recipientId, certificate })),
			made: [...hashes].map(([recipientId, fileHash]) => ({ recipientId, fileHash }))
		}
	});
	if (!stored.ok) throw stored.refusal;
	return { issued: stored.value.issued, blocked: plan.blocked.length, failed: total - hashes.size };
}
