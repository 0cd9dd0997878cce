import { usualOptions } from '#lib/domain/ceremony/ceremony-options.ts';
import type { CeremonyDeskView } from '#lib/features/ceremony/desk-view.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { publishView } from '#lib/server/results/publish-view.ts';
import { qualificationOf } from '#lib/server/results/qualification.ts';
import type { Locale } from '#lib/words/figure.ts';
import { currentCeremony, type Ceremony } from './ceremony.ts';
import { keyOf } from './follower-view.ts';
import { sheetNow } from './sheet-now.ts';

async function nameOf(read: Tx, accountId: string | null): Promise<string> {
	if (accountId === null) return '';
	const account = await read.account.findUnique({
		where: { id: accountId },
		select: { displayName: true }
	});
	return account?.displayName ?? '–';
}

async function scriptView(read: Tx, ceremony: Ceremony, isStale: boolean) {
	const { state, script, hash, step, isHeld, seq, builtAt, confirmedAt } = ceremony;
	return {
		state,
		isStale,
		steps: script,
		hash,
		step,
		isHeld,
		seq,
		keys: { live: keyOf(ceremony, 'live'), rehearsal: keyOf(ceremony, 'rehearsal') },
		builtBy: { id: ceremony.builtBy, name: await nameOf(read, ceremony.builtBy), at: builtAt },
		confirmedBy: confirmedAt && { name: await nameOf(read, ceremony.confirmedBy), at: confirmedAt }
	};
}

async function obstaclesIn(read: Tx, roundId: string, locale: Locale, at: Date) {
	const { contestId, stageKey } = await read.round.findUniqueOrThrow({ where: { id: roundId } });
	const of = await qualificationOf(read, contestId, stageKey);
	const { obstacles } = await publishView(read, of, roundId, locale, at);
	return obstacles.map(({ title, lines }) => ({ title, lines }));
}

/** Everything that the ceremony's page at the desk shows: for those who may read the whole script. */
export async function ceremonyDesk(
	read: Tx,
	roundId: string,
	locale: Locale,
	at: Date
): Promise<CeremonyDeskView> {
	const ceremony = await currentCeremony(read, roundId);
	const now = await sheetNow(read, roundId, at);
	const { stage } = now.facts;
	const isOver = ceremony?.state === 'ended';
	const isStale =
		ceremony !== null && !isOver && (ceremony.sheetHash !== now.hash || now.obstacles.length > 0);
	return {
		script: ceremony && (await scriptView(read, ceremony, isStale)),
		obstacles: now.obstacles.length > 0 ? await obstaclesIn(read, roundId, locale, at) : [],
		nextVersion: now.nextVersion,
		options: ceremony?.options ?? usualOptions(stage),
		tiers: stage.prizes.tiers
			.filter(({ places }) => places !== 0)
			.map(({ key, name, places }) => ({ key, name: name[locale], mayBeMany: places !== 1 })),
		side: stage.prizes.side.map(({ key, name }) => ({ key, name: name[locale] })),
		isAllAtOnce: stage.visibility.reveal === 'allAtOnce'
	};
}

/** How far the ceremony of each of these rounds is. */
export async function ceremonyStates(read: Tx, contestId: string) {
	const rounds = await read.round.findMany({
		where: { contestId },
		orderBy: [{ position: 'asc' }, { id: 'asc' }],
		select: {
			id: true,
			name: true,
			nameEn: true,
			state: true,
			ceremonies: {
				orderBy: { seq: 'desc' },
				take: 1,
				select: { state: true, confirmedAt: true }
			}
		}
	});
	return rounds.map(({ ceremonies, ...round }) => ({ ...round, ceremony: ceremonies[0] ?? null }));
}
