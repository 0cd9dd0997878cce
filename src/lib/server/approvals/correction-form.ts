import { safeParse } from 'valibot';
import { scoredParts } from '#lib/domain/contest/part.ts';
import { ENTRANT_STATUSES } from '#lib/domain/scoring/entrant.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';
import { changeWords, type ChangeWords } from '#lib/words/changes.ts';
import { listed, type Locale } from '#lib/words/figure.ts';
import { refusalWords, type RefusalWords } from '#lib/words/refusal.ts';
import { statusName } from '#lib/words/result.ts';
import { ruleNames } from '#lib/words/rule-names.ts';
import { plannedWords } from './approvals-query.ts';
import { ChangeSchema, correctionDifference, newestVersion, type PlannedChange } from './correction.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The change as the fields of a form name it, checked by the command that takes it. */
export function changeTyped({ kind, teamId, type, partKey, points, status }: Fields): object {
	if (kind === 'deduction') return { kind, teamId, type, partKey, points };
	return kind === 'status' ? { kind, teamId, status } : { kind: 'sheet' };
}

interface Option {
	readonly value: string;
	readonly label: string;
}

/** The choices of the form of a correction, from the published version and the rules it was made by. */
export interface CorrectionChoices {
	readonly nextVersion: number;
	readonly teams: readonly Option[];
	readonly types: readonly Option[];
	readonly parts: readonly Option[];
	readonly statuses: readonly Option[];
}

export async function correctionChoices(
	read: Tx,
	roundId: string,
	locale: Locale
): Promise<CorrectionChoices> {
	const { result, version } = await newestVersion(read, roundId);
	const names = ruleNames(result.stage, locale);
	return {
		nextVersion: version + 1,
		teams: result.teams.map(({ id, name }) => ({ value: id, label: name })),
		types: result.stage.deductions.map(({ key, name }) => ({ value: key, label: name[locale] })),
		parts: scoredParts(result.stage.parts).map(({ path }) => ({ value: path, label: names.at(path) })),
		statuses: ENTRANT_STATUSES.map((status) => ({ value: status, label: statusName(status, locale) }))
	};
}

/** What the form shows before anybody is asked: the difference, or why it cannot be. */
export type CorrectionPreview =
	| {
			readonly ok: true;
			readonly planned: string;
			readonly changes: ChangeWords;
			readonly unsettled: string | null;
	  }
	| { readonly ok: false; readonly refused: RefusalWords };

export async function correctionPreview(
	read: Tx,
	roundId: string,
	fields: Fields,
	locale: Locale,
	at: Date
): Promise<CorrectionPreview> {
	const refused = (refusal: Refusal) => ({ ok: false as const, refused: refusalWords(refusal, locale) });
	const parsed = safeParse(ChangeSchema, changeTyped(fields));
	if (!parsed.success) return refused(new Refusal('invalid'));
	const change: PlannedChange = parsed.output;
	try {
		const { difference } = await correctionDifference(read, roundId, change, '', at);
		const names = new Map(difference.teams.map(({ id, name }) => [id, name]));
		const round = await read.round.findUniqueOrThrow({
			where: { id: roundId },
			select: { contestId: true, rulesVersionId: true, stageKey: true }
		});
		const stage = stageOf((await rulesInForce(read, round)).rules, round.stageKey);
		return {
			ok: true,
			planned: plannedWords(change, stage, names, locale),
			changes: changeWords(difference.changes, names, locale),
			unsettled:
				difference.unsettled.length > 0
					? listed(
							difference.unsettled.map((id) => names.get(id) ?? id),
							locale
						)
					: null
		};
	} catch (error) {
		if (error instanceof Refusal) return refused(error);
		throw error;
	}
}
