import { AWARD_KINDS, LETTERHEADS, type AwardKind, type Letterhead } from '#lib/domain/honours/award-kind.ts';
import type { Template } from '#lib/domain/honours/template.ts';

/** What of a template its row keeps as columns; the rest is its body. */
interface TemplateRow {
	readonly key: string;
	readonly version: number;
	readonly name: string;
	readonly kind: string;
	readonly letterhead: string;
	readonly body: string;
	readonly validFrom: string;
	readonly validTo: string | null;
}

type Body = Pick<Template, 'sheet' | 'ornament' | 'emblem' | 'blocks' | 'seal' | 'wording' | 'wordingEn'>;

/** A template as its row keeps it. */
export function rowOf({ key, version, name, kind, letterhead, validFrom, validTo, ...rest }: Template) {
	const { sheet, ornament, emblem, blocks, seal, wording, wordingEn } = rest;
	const body: Body = { sheet, ornament, emblem, blocks, seal, wording, wordingEn };
	return { key, version, name, kind, letterhead, validFrom, validTo, body: JSON.stringify(body) };
}

/** A row's template. What Khéo wrote itself is read as it was written. */
export function templateOf({ body, kind, letterhead, ...row }: TemplateRow): Template {
	const isKind = AWARD_KINDS.some((one) => one === kind) && LETTERHEADS.some((one) => one === letterhead);
	if (!isKind) throw new Error(`template ${row.key} ${row.version} is of an unknown kind`);
	const { key, version, name, validFrom, validTo } = row;
	return {
		...{ key, version, name, validFrom, validTo },
		...{ kind: kind as AwardKind, letterhead: letterhead as Letterhead },
		...(JSON.parse(body) as Body)
	};
}
