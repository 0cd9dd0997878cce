import type { DeductionType } from '#lib/domain/contest/deduction-type.ts';
import { nameIn } from '#lib/features/contest/contest-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { pointsWords } from '#lib/words/points.ts';

type Locale = 'vi' | 'en';

/** What a type of deduction does: '−1', 'up to 5', 'the part counts 0'. */
export function pointsOff({ effect }: DeductionType, locale: Locale): string {
	switch (effect.kind) {
		case 'fixed':
			return `−${pointsWords(effect.points, locale)}`;
		case 'upTo':
			return m.desk_deduct_up_to({ max: pointsWords(effect.max, locale) });
		case 'voidPart':
			return m.desk_deduct_void_part();
		case 'disqualify':
			return m.desk_deduct_disqualify();
	}
}

export function deductionWord(kind: string, types: readonly DeductionType[], locale: Locale): string {
	if (kind === 'overtime') return m.desk_deduct_overtime();
	if (kind === 'undertime') return m.desk_deduct_undertime();
	const type = types.find(({ key }) => key === kind);
	return type ? nameIn(type.name, locale) : kind;
}
