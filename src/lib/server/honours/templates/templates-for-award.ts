import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import { templateOn, type Template } from '#lib/domain/honours/template.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { lineage } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { powersOf } from '../issuers/issuer-query.ts';
import { templateOf } from './stored-template.ts';

interface Award {
	readonly issuerId: string;
	readonly kind: string;
	readonly decidedOn: string | null;
}

/**
 * The templates that a decision's certificates can be printed by: of its kind and its issuer's letterhead, good on its day,
 * those that came with Khéo and those of the issuer's unit or of one above it.
 */
export async function templatesForAward(
	read: Tx,
	{ issuerId, kind, decidedOn }: Award,
	now: Date
): Promise<Template[]> {
	const issuer = await read.issuer.findUniqueOrThrow({ where: { id: issuerId } });
	const { letterhead } = powersOf(issuer);
	const unitIds = await lineage(read, issuer.unitId);
	const rows = await read.certificateTemplate.findMany({
		where: { kind, letterhead, OR: [{ unitId: null }, { unitId: { in: unitIds } }] },
		orderBy: [{ name: 'asc' }, { key: 'asc' }]
	});
	const kept = rows.map(templateOf);
	const builtIn = BUILT_IN_TEMPLATES.filter(
		(one) =>
			one.kind === kind &&
			one.letterhead === letterhead &&
			!kept.some(({ key, version }) => key === one.key && version === one.version)
	);
	const all = [...builtIn, ...kept];
	const day = decidedOn ?? dayInVietnam(now);
	return [...new Set(all.map(({ key }) => key))].flatMap((key) => templateOn(all, key, day) ?? []);
}
