import type { OnStage } from '#lib/domain/honours/on-stage.ts';
import { printedNumber } from '#lib/domain/honours/golden-book.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PrintJob } from '#lib/server/documents/job.ts';
import type { StageListLine } from '#lib/server/documents/stage-list/stage-list-input.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { dayWords } from '#lib/words/moment.ts';
import type { Looking } from './hall.ts';
import { handOverOfDecision } from './hand-over-query.ts';

const lineOf = ({ name, place, what, number }: OnStage): StageListLine => ({
	...{ name, place, what },
	number: number === null ? null : printedNumber(number)
});

interface Asked extends Looking {
	readonly locale: 'vi' | 'en';
	/** What is awarded, in words. */
	readonly kind: (kind: string) => string;
}

/** The order on stage ready for the printing thread; null before it is laid out. Whose certificate was revoked stands apart. */
export async function stageListOf(read: Tx, awardId: string, asked: Asked): Promise<PrintJob | null> {
	const view = await handOverOfDecision(read, awardId, asked);
	if (!view.isLaidOut) return null;
	const event = { select: { isInvented: true } } as const;
	const award = await read.awardDecision.findUniqueOrThrow({
		where: { id: awardId },
		include: { issuer: true, contest: event, conference: event }
	});
	const { issuer, number, decidedOn, contest, conference } = award;
	const goes = ({ paper }: OnStage) => paper !== 'revoked';
	const at = asked.now.toISOString();
	const decision =
		number && decidedOn ? m.proof_decision_value({ number, day: dayWords(decidedOn) }, asked) : null;
	return {
		...{ form: 'pdf', title: award.title, at },
		papers: [
			{
				kind: 'stage-list',
				fileName: 'danh-sach-trao-tang',
				input: {
					...{ locale: asked.locale, host: issuer.name, at },
					title: award.title,
					award: [asked.kind(award.kind), decision].filter(Boolean).join(', '),
					isInvented: (contest ?? conference)?.isInvented ?? false,
					groups: view.groups
						.map(({ group, tray, presenter, members }) => ({
							...{ group, tray, presenter },
							members: members.filter(goes).map(lineOf)
						}))
						.filter(({ members }) => members.length > 0),
					apart: view.apart.filter(goes).map(lineOf),
					revoked: view.revoked.map(lineOf)
				}
			}
		]
	};
}
