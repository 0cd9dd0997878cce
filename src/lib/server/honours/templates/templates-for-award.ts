import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import { templatesOpen, type DecisionState } from '#lib/domain/honours/decision-steps.ts';
import { sameWords, templateOn, type Template } from '#lib/domain/honours/template.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { lineage } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { powersOf } from '../issuers/issuer-query.ts';
import { decisionTemplate } from './decision-template.ts';
import { templateOf } from './stored-template.ts';

interface Award {
	readonly id: string;
	readonly state: string;
	readonly templateKey: string;
	readonly templateId: string | null;
	readonly issuerId: string;
	readonly kind: string;
	readonly decidedOn: string | null;
}

/**
 * The templates that a decision's certificates can still be printed by: of its kind and its issuer's letterhead, good on its
 * day, those that came with Khéo and those of the issuer's unit or of one above it. Once its words are approved only those
 * that say the same; none once a certificate is issued.
 */
export async function templatesForAward(read: Tx, award: Award, now: Date): Promise<Template[]> {
	const { id, state, issuerId, kind, decidedOn } = award;
	const open = templatesOpen(state as DecisionState);
	if (open === 'none' || (await read.awardCertificate.count({ where: { decisionId: id } })) > 0) return [];
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
	const good = [...new Set(all.map(({ key }) => key))].flatMap((key) => templateOn(all, key, day) ?? []);
	const own = open === 'same-words' ? await decisionTemplate(read, award, now) : null;
	return own ? good.filter((one) => sameWords(one, own)) : good;
}
