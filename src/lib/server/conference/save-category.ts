import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, optionalText, text, ticked, whole } from '#lib/server/contest/input.ts';
import { movedRoster } from './roster-rev.ts';
import { conferenceScope } from './scope.ts';

export const RIBBONS = ['red', 'gold', 'green', 'blue', 'grey'] as const;

/** Adds a category of delegates, or changes its name, ribbon, the zones that it opens and whether it is counted. */
export const saveCategory = command({
	action: 'conference.set-up',
	input: v.object({
		conferenceId: id,
		categoryId: optionalId,
		name: text(80),
		nameEn: optionalText(80),
		ribbon: v.picklist(RIBBONS, 'field_required'),
		/** Codes of the zones that its badges open. */
		zones: v.optional(v.array(whole(1, 15)), []),
		isCounted: ticked,
		asksPhoto: ticked
	}),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, categoryId, ...fields }) {
		const { tx, newId, audit, publish } = context;
		const [categories, zones] = await Promise.all([
			tx.delegateCategory.findMany({ where: { conferenceId } }),
			tx.conferenceZone.findMany({ where: { conferenceId }, select: { code: true } })
		]);
		const before = categories.find(({ id: known }) => known === categoryId);
		if (categoryId && !before) throw new Refusal('not_found');
		if (fields.zones.some((code) => !zones.some((zone) => zone.code === code))) {
			throw new Refusal('invalid', {}, [{ field: 'zones', code: 'not_found' }]);
		}
		const { name } = fields;
		if (categories.some((other) => other.id !== categoryId && other.name === name)) {
			throw new Refusal('conference_name_taken', { name }, [
				{ field: 'name', code: 'conference_name_taken', params: { name } }
			]);
		}
		const savedId = before?.id ?? newId();
		const data = { ...fields, zones: JSON.stringify([...new Set(fields.zones)].sort((a, b) => a - b)) };
		if (before) await tx.delegateCategory.update({ where: { id: savedId }, data });
		else {
			const code = Math.max(0, ...categories.map((category) => category.code)) + 1;
			if (code > 15) throw new Refusal('conference_categories_full');
			await tx.delegateCategory.create({
				data: { id: savedId, conferenceId, code, ...data, position: categories.length + 1 }
			});
		}
		audit({
			subjectKind: 'delegate_category',
			subjectId: savedId,
			before: before && {
				name: before.name,
				nameEn: before.nameEn,
				ribbon: before.ribbon,
				zones: before.zones,
				isCounted: before.isCounted,
				asksPhoto: before.asksPhoto
			},
			after: data
		});
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return { categoryId: savedId };
	}
});
