import type { OpenedBank } from '#lib/domain/quiz/bank.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Locale } from '#lib/words/figure.ts';
import { nameOf } from '#lib/words/named.ts';
import { banksOf, openedBank, type BankView } from './bank-query.ts';

/** What everybody may know of a contest's banks: that they are sealed, since when and to which hash; nothing of what was drawn. */
export type PublicBank = Omit<BankView, 'drawn'>;

/** Banks of a contest that were sealed; none of a contest that is still a draft. */
export async function publicBanks(read: Tx, contestId: string): Promise<PublicBank[]> {
	return (await banksOf(read, contestId)).flatMap(({ drawn: _, ...bank }) =>
		bank.state === 'draft' ? [] : [bank]
	);
}

/** A contest that everybody may read, with its sealed banks; null for a draft or where there is none. */
export async function contestBanks(read: Tx, code: string) {
	const contest = await read.contest.findUnique({
		where: { code },
		select: { id: true, code: true, titleVi: true, titleEn: true, status: true, isInvented: true }
	});
	if (!contest || contest.status === 'draft') return null;
	return { contest, banks: await publicBanks(read, contest.id) };
}

export interface BankProof {
	readonly opened: OpenedBank;
	/** By id: the names of teams and rounds that draws tell of. */
	readonly teams: Readonly<Record<string, string>>;
	readonly rounds: Readonly<Record<string, string>>;
}

/** An opened bank for everybody, with the names that belong to its draws; null while it is sealed. */
export async function bankProof(
	read: Tx,
	code: string,
	bankId: string,
	locale: Locale
): Promise<BankProof | null> {
	const opened = await openedBank(read, code, bankId);
	if (!opened) return null;
	const teams = await read.team.findMany({ where: { contest: { code } }, select: { id: true, name: true } });
	const rounds = await read.round.findMany({
		where: { contest: { code } },
		select: { id: true, name: true, nameEn: true }
	});
	return {
		opened,
		teams: Object.fromEntries(teams.map(({ id, name }) => [id, name])),
		rounds: Object.fromEntries(rounds.map((round) => [round.id, nameOf(round, locale)]))
	};
}
