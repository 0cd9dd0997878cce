import type { Rules } from '#lib/domain/contest/rules.ts';
import { storedRules } from '#lib/domain/contest/stored-rules.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Locale } from '#lib/words/figure.ts';
import { nameOf } from '#lib/words/named.ts';

/** A version of the rules as it was saved; `rules` is exactly what its hash covers. */
export interface SavedRules {
	readonly id: string;
	readonly version: number;
	readonly hash: string;
	readonly reason: string | null;
	/** Name of who saved it. */
	readonly by: string;
	readonly createdAt: Date;
	readonly lockedAt: Date | null;
	readonly rules: Rules;
}

interface Row {
	id: string;
	version: number;
	hash: string;
	reason: string | null;
	createdBy: string;
	createdAt: Date;
	lockedAt: Date | null;
	json: string;
}

async function named(read: Tx, rows: readonly Row[]): Promise<SavedRules[]> {
	const accounts = await read.account.findMany({
		where: { id: { in: [...new Set(rows.map(({ createdBy }) => createdBy))] } },
		select: { id: true, displayName: true }
	});
	const names = new Map(accounts.map(({ id, displayName }) => [id, displayName]));
	return rows.map(({ json, createdBy, ...row }) => ({
		id: row.id,
		version: row.version,
		hash: row.hash,
		reason: row.reason,
		by: names.get(createdBy) ?? createdBy,
		createdAt: row.createdAt,
		lockedAt: row.lockedAt,
		rules: storedRules(json)
	}));
}

/** Every version of a contest's rules, newest first. */
export async function rulesHistory(read: Tx, contestId: string): Promise<SavedRules[]> {
	const rows = await read.rulesVersion.findMany({ where: { contestId }, orderBy: { version: 'desc' } });
	return named(read, rows);
}

/** The rules in force: the newest version, or null where none was saved. */
export async function currentRules(read: Tx, contestId: string): Promise<SavedRules | null> {
	const row = await read.rulesVersion.findFirst({ where: { contestId }, orderBy: { version: 'desc' } });
	return row && ((await named(read, [row]))[0] ?? null);
}

export interface ContestHeading {
	readonly id: string;
	readonly code: string;
	readonly titleVi: string;
	readonly titleEn: string;
	readonly status: string;
	readonly isInvented: boolean;
	readonly hostName: string;
}

/** What a page about one contest needs at its head, or null. */
export async function contestHeading(read: Tx, code: string): Promise<ContestHeading | null> {
	const contest = await read.contest.findUnique({
		where: { code },
		include: { host: { select: { name: true } } }
	});
	if (!contest) return null;
	const { id, titleVi, titleEn, status, isInvented } = contest;
	return { id, code, titleVi, titleEn, status, isInvented, hostName: contest.host.name };
}

export interface RulesRound {
	readonly id: string;
	readonly name: string;
	readonly stageKey: string;
	readonly state: string;
	readonly version: number | null;
}

/** The rounds of a contest and the version of the rules that each was opened with. */
export async function rulesRounds(read: Tx, contestId: string, locale: Locale): Promise<RulesRound[]> {
	const rounds = await read.round.findMany({
		where: { contestId },
		orderBy: { position: 'asc' },
		include: { rules: { select: { version: true } } }
	});
	return rounds.map(({ id, stageKey, state, rules, ...round }) => ({
		id,
		name: nameOf(round, locale),
		stageKey,
		state,
		version: rules?.version ?? null
	}));
}
