import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Locale } from '../points.ts';

export interface NamedPath {
	readonly path: string;
	readonly name: string;
	readonly kind: 'part' | 'criterion';
	/** Judges mark it, or something below it. */
	readonly isJudged: boolean;
}

/** Every part, sub-part and criterion of a stage with its path and full name ("Tiểu phẩm › Thông điệp"). */
export function namedPaths(stage: Pick<Stage, 'parts'>, locale: Locale): NamedPath[] {
	return stage.parts.flatMap((part): NamedPath[] => {
		const name = part.name[locale];
		const subs = part.kind === 'compound' ? part.parts : [];
		const own: NamedPath = {
			path: part.key,
			name,
			kind: 'part',
			isJudged: part.kind === 'judged' || subs.some((sub) => sub.kind === 'judged')
		};
		const scored = subs.length > 0 ? subs.map((sub) => ({ sub, at: `${part.key}.${sub.key}` })) : [];
		return [
			own,
			...(part.kind === 'judged' ? criteriaOf(part.criteria, part.key, name, locale) : []),
			...scored.flatMap(({ sub, at }): NamedPath[] => {
				const subName = `${name} › ${sub.name[locale]}`;
				return [
					{ path: at, name: subName, kind: 'part', isJudged: sub.kind === 'judged' },
					...(sub.kind === 'judged' ? criteriaOf(sub.criteria, at, subName, locale) : [])
				];
			})
		];
	});
}

function criteriaOf(
	criteria: readonly { readonly key: string; readonly name: Readonly<Record<Locale, string>> }[],
	at: string,
	above: string,
	locale: Locale
): NamedPath[] {
	return criteria.map(({ key, name }) => ({
		path: `${at}.${key}`,
		name: `${above} › ${name[locale]}`,
		kind: 'criterion',
		isJudged: true
	}));
}

/** The name of what stands at a path, or the path itself where nothing does. */
export function nameAt(stage: Pick<Stage, 'parts'>, path: string, locale: Locale): string {
	return namedPaths(stage, locale).find((named) => named.path === path)?.name ?? path;
}
