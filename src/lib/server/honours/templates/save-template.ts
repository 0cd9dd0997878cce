import * as v from 'valibot';
import { faultsOfTemplate, wordlessKinds } from '#lib/domain/honours/template.ts';
import { unknownFields } from '#lib/domain/honours/wording.ts';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, version } from '#lib/server/contest/input.ts';
import { unitScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { hasGlyph } from '#lib/server/documents/awards/award-type.ts';
import { rowOf } from './stored-template.ts';
import { templateDraftJson, type TemplateDraft } from './template-input.ts';
import { templateVersions } from './template-query.ts';

/** Refuses a template that could not be used: in words that name what is wrong. */
async function assertGood(tx: Tx, draft: TemplateDraft): Promise<void> {
	if (faultsOfTemplate(draft).length > 0) throw fieldRefusal('draft', 'papers_template_faults');
	if (draft.validTo !== null && draft.validTo < draft.validFrom) {
		throw fieldRefusal('validTo', 'papers_template_days');
	}
	const sets = [draft.wording, ...(draft.wordingEn ? [draft.wordingEn] : [])];
	if (sets.some((wording) => wordlessKinds({ wording }).length > 0)) {
		throw fieldRefusal('wording', 'papers_template_nameless');
	}
	const unknown = sets.flatMap(unknownFields);
	if (unknown.length > 0) {
		throw fieldRefusal('wording', 'papers_template_unknown', { fields: unknown.join(', ') });
	}
	const said = JSON.stringify([sets, draft.blocks.map(({ text }) => text ?? '')]);
	const strange = [...new Set(said)].find((sign) => !/\s/u.test(sign) && !hasGlyph(sign));
	if (strange) throw fieldRefusal('draft', 'papers_template_sign', { sign: strange });
	const hashes = [draft.emblem, draft.ornament.kind === 'picture' ? draft.ornament.hash : null];
	for (const hash of hashes.filter((one) => one !== null)) {
		const file = await tx.storedFile.findUnique({ where: { hash }, select: { type: true } });
		if (file?.type !== 'png' && file?.type !== 'jpeg') throw fieldRefusal('draft', 'papers_picture_kind');
	}
}

/**
 * Saves a template as its next version, or, where it came with Khéo or is another unit's, as one of the unit's own. What was
 * saved never changes: certificates are made by the version that they name.
 */
export const saveTemplate = command({
	action: 'award-template.save',
	input: v.object({
		unitId: id,
		templateKey: v.pipe(v.string(), v.maxLength(80)),
		version,
		note: optionalText(300),
		draft: templateDraftJson
	}),
	scope: (tx, { unitId }) => unitScope(tx, unitId),
	async run({ tx, actor, at, newId, audit }, { unitId, templateKey, version: seen, note, draft }) {
		const versions = await templateVersions(tx, templateKey);
		const newest = versions[0];
		if (!newest) throw new Refusal('not_found');
		if (newest.template.version !== seen) throw new Refusal('stale');
		await assertGood(tx, draft);
		const templateId = newId();
		const isOwn = newest.unitId === unitId;
		const key = isOwn ? templateKey : `${draft.letterhead}-${draft.kind}-${templateId}`;
		const next = isOwn ? newest.template.version + 1 : 1;
		await tx.certificateTemplate.create({
			data: {
				...rowOf({ ...draft, key, version: next }),
				...{ id: templateId, unitId, savedBy: actorId(actor), savedAt: at, note }
			}
		});
		audit({
			subjectKind: 'award-template',
			subjectId: templateId,
			before: { key: templateKey, version: newest.template.version },
			after: {
				key,
				version: next,
				name: draft.name,
				validFrom: draft.validFrom,
				validTo: draft.validTo,
				note
			}
		});
		return { key, version: next };
	}
});
