import { finality, type Finality } from '#lib/domain/results/finality.ts';
import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import type { StandingWords } from '#lib/features/results/result-view.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db/client.ts';
import type { Locale } from '#lib/words/figure.ts';
import { momentWords } from '#lib/words/moment.ts';

/** How many appeals about a round wait for their answer. */
export function openAppeals(read: Tx, roundId: string): Promise<number> {
	return read.appeal.count({ where: { roundId, answer: null } });
}

/** Every appeal about a round's results, newest first. For the desk. */
export async function appealsOf(read: Tx, roundId: string) {
	const rows = await read.appeal.findMany({
		where: { roundId },
		orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
		include: { team: { select: { name: true } } }
	});
	return rows.map(({ id, version, team, what, broughtBy, receivedAt, answer, ...rest }) => ({
		id,
		version,
		team: team.name,
		what,
		broughtBy,
		receivedAt,
		answer,
		answerReason: rest.answerReason,
		answeredAt: rest.answeredAt,
		hasCorrection: rest.approvalId !== null
	}));
}

/** An upheld appeal as a sentence over the correction that it leads to; null where it is none of this round's. */
export async function appealWords(read: Tx, roundId: string, appealId: string, locale: Locale) {
	const appeal = await read.appeal.findFirst({
		where: { id: appealId, roundId, answer: 'upheld' },
		select: { what: true, team: { select: { name: true } } }
	});
	return appeal && m.appeal_for({ team: appeal.team.name, what: appeal.what }, { locale });
}

interface Version {
	readonly version: number;
	readonly publishedAt: Date;
	readonly isReplaced: boolean;
	readonly result: Pick<PublishedResult, 'stage'>;
}

/** How firmly a published version stands now. */
export async function finalityOf(
	read: Tx,
	roundId: string,
	{ version, publishedAt, isReplaced, result }: Version,
	at: Date
): Promise<Finality> {
	const round = await read.round.findUniqueOrThrow({ where: { id: roundId }, select: { state: true } });
	const appeals = await read.appeal.findMany({
		where: { roundId, version },
		select: { answer: true, answeredAt: true }
	});
	return finality(
		{
			publishedAt,
			appealHours: result.stage.appealHours,
			appeals,
			isReplaced,
			isBeingCorrected: round.state !== 'published'
		},
		at
	);
}

/** A version's standing as its page says it; null where there is nothing to say. */
export function standingWords(of: Finality, version: number, locale: Locale): StandingWords | null {
	const o = { locale };
	switch (of.kind) {
		case 'replaced':
		case 'stated':
			return null;
		case 'correcting':
			return {
				tone: 'warning',
				title: m.correction_going({}, o),
				text: m.correction_going_text({ version }, o)
			};
		case 'pending':
			return {
				tone: 'warning',
				title: m.appeal_pending({ count: of.open }, o),
				text: of.until && m.appeal_window({ until: momentWords(of.until) }, o)
			};
		case 'window':
			return {
				tone: 'info',
				title: m.appeal_window({ until: momentWords(of.until) }, o),
				text: m.appeal_window_text({}, o)
			};
		case 'final':
			return { tone: 'success', title: m.appeal_final({ since: momentWords(of.since) }, o), text: null };
	}
}
