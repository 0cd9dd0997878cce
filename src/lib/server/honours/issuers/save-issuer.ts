import * as v from 'valibot';
import { AWARD_KINDS, LETTERHEADS, needsAuthority } from '#lib/domain/honours/award-kind.ts';
import { may } from '#lib/domain/access/policy.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, text, version } from '#lib/server/contest/input.ts';
import { unitScope } from '#lib/server/contest/scope.ts';
import { issuerScope } from '../award-scope.ts';

const RULED = AWARD_KINDS.filter(needsAuthority);

const issuerEntries = {
	unitId: id,
	name: text(300),
	nameEn: optionalText(300),
	letterhead: v.picklist(LETTERHEADS, 'field_required'),
	place: text(100),
	authority: v.optional(v.pipe(v.array(v.picklist(RULED, 'field_invalid')), v.maxLength(RULED.length)), []),
	authorityBasis: optionalText(1000)
};

interface Said {
	readonly authority: readonly string[];
	readonly authorityBasis: string | null;
}

/** As it is stored: kinds in the table's order, and no authority without the rule that it comes from. */
function stored<Fields extends Said>({ authority, ...fields }: Fields) {
	if (authority.length > 0 && fields.authorityBasis === null) {
		throw fieldRefusal('authorityBasis', 'issuer_basis_required');
	}
	return { ...fields, authority: JSON.stringify(RULED.filter((kind) => authority.includes(kind))) };
}

/** Adds who awards: a body and its office, with what it has authority to award. */
export const createIssuer = command({
	action: 'issuer.save',
	input: v.object(issuerEntries),
	scope: (tx, { unitId }) => unitScope(tx, unitId),
	async run({ tx, at, newId, audit }, fields) {
		const issuerId = newId();
		const data = stored(fields);
		await tx.issuer.create({ data: { id: issuerId, ...data, createdAt: at } });
		audit({ subjectKind: 'issuer', subjectId: issuerId, after: fields });
		return { issuerId };
	}
});

async function issuerSeen({ tx }: Context, issuerId: string, seen: number | null) {
	const issuer = await tx.issuer.findUniqueOrThrow({ where: { id: issuerId } });
	if (issuer.version !== seen) throw new Refusal('stale');
	return issuer;
}

/** Corrects an issuer. Certificates that were issued keep the words they were printed with. */
export const editIssuer = command({
	action: 'issuer.save',
	input: v.object({ issuerId: id, version, ...issuerEntries }),
	scope: (tx, { issuerId }) => issuerScope(tx, issuerId),
	async run(context, { issuerId, version: seen, ...fields }) {
		const { tx, actor, audit } = context;
		const before = await issuerSeen(context, issuerId, seen);
		if (!may(actor, 'issuer.save', await unitScope(tx, fields.unitId))) throw new Refusal('forbidden');
		await tx.issuer.update({
			where: { id: issuerId },
			data: { ...stored(fields), version: { increment: 1 } }
		});
		const was = Object.fromEntries(
			Object.keys(fields).map((key) => [key, before[key as keyof typeof before]])
		);
		audit({
			subjectKind: 'issuer',
			subjectId: issuerId,
			before: { ...was, authority: JSON.parse(before.authority) as unknown },
			after: fields
		});
		return { issuerId };
	}
});

/** Lets no new decision name an issuer, or lets it again. Its book and its certificates stay. */
export const archiveIssuer = command({
	action: 'issuer.save',
	input: v.object({ issuerId: id, version, step: v.picklist(['archive', 'restore'], 'field_required') }),
	scope: (tx, { issuerId }) => issuerScope(tx, issuerId),
	async run(context, { issuerId, version: seen, step }) {
		const { archivedAt } = await issuerSeen(context, issuerId, seen);
		if ((archivedAt !== null) === (step === 'archive')) throw new Refusal('stale');
		const after = step === 'archive' ? context.at : null;
		await context.tx.issuer.update({
			where: { id: issuerId },
			data: { archivedAt: after, version: { increment: 1 } }
		});
		context.audit({
			subjectKind: 'issuer',
			subjectId: issuerId,
			before: { archivedAt },
			after: { archivedAt: after }
		});
		return { issuerId };
	}
});
