import * as v from 'valibot';
import { linesIn, MOST_LINES_BENEATH, MOST_SLIDE_PICTURES } from '#lib/domain/stage/slides.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Picture } from '#lib/server/pictures/picture.ts';
import { forgetPicture, keepPicture } from '#lib/server/pictures/store.ts';
import { SLIDE_ORDER } from './screens-query.ts';

/** What stands beneath a picture, a line each. */
const beneath = v.pipe(
	v.string('field_required'),
	v.normalize('NFC'),
	v.transform((typed) => linesIn(typed.replace(/\r\n?/g, '\n')).join('\n')),
	v.maxLength(300, 'field_too_long'),
	v.check((text) => linesIn(text).length <= MOST_LINES_BENEATH, 'slide_lines_beneath')
);

/** slides.save: one more slide, with this picture; it comes after all others. */
export const addSlidePicture = (picture: Picture) =>
	command({
		action: 'slides.save',
		input: v.object({ contestId: id, hash: v.literal(picture.hash), text: beneath }),
		scope: (tx, { contestId }) => contestScope(tx, contestId),
		async run({ tx, at, newId, audit, publish }, { contestId, hash, text }) {
			const slides = await tx.slidePicture.findMany({ where: { contestId }, select: { position: true } });
			if (slides.length >= MOST_SLIDE_PICTURES) {
				throw new Refusal('slides_too_many_pictures', { most: MOST_SLIDE_PICTURES });
			}
			await keepPicture(tx, picture, at);
			const slideId = newId();
			const position = Math.max(0, ...slides.map((slide) => slide.position)) + 1;
			await tx.slidePicture.create({
				data: { id: slideId, contestId, pictureHash: hash, text, position, createdAt: at }
			});
			audit({ subjectKind: 'slides', subjectId: contestId, after: { slideId, picture: hash, text } });
			publish({ kind: 'screen.changed', contestId, screenId: null });
			return { slideId };
		}
	});

async function slideIn(tx: Tx, slideId: string) {
	const slide = await tx.slidePicture.findUnique({ where: { id: slideId } });
	if (!slide) throw new Refusal('not_found');
	return slide;
}

const scopeOf = async (tx: Tx, { slideId }: { readonly slideId: string }) =>
	contestScope(tx, (await slideIn(tx, slideId)).contestId);

/** slides.save: other words beneath a picture. */
export const wordSlidePicture = command({
	action: 'slides.save',
	input: v.object({ slideId: id, text: beneath }),
	scope: scopeOf,
	async run({ tx, audit, publish }, { slideId, text }) {
		const { contestId, text: before } = await slideIn(tx, slideId);
		await tx.slidePicture.update({ where: { id: slideId }, data: { text } });
		audit({
			subjectKind: 'slides',
			subjectId: contestId,
			before: { slideId, text: before },
			after: { slideId, text }
		});
		publish({ kind: 'screen.changed', contestId, screenId: null });
		return null;
	}
});

/** slides.save: a picture comes one place earlier or later; at the end of the row it stays where it is. */
export const moveSlidePicture = command({
	action: 'slides.save',
	input: v.object({ slideId: id, way: v.picklist(['up', 'down'], 'field_required') }),
	scope: scopeOf,
	async run({ tx, audit, publish }, { slideId, way }) {
		const { contestId } = await slideIn(tx, slideId);
		const order = await tx.slidePicture.findMany({
			where: { contestId },
			orderBy: SLIDE_ORDER,
			select: { id: true, position: true }
		});
		const from = order.findIndex((slide) => slide.id === slideId);
		const to = from + (way === 'up' ? -1 : 1);
		const other = order[to];
		if (!other) return { place: from + 1 };
		[order[from], order[to]] = [other, order[from]!];
		for (const [index, slide] of order.entries()) {
			const position = index + 1;
			if (slide.position !== position)
				await tx.slidePicture.update({ where: { id: slide.id }, data: { position } });
		}
		audit({
			subjectKind: 'slides',
			subjectId: contestId,
			before: { slideId, position: from + 1 },
			after: { slideId, position: to + 1 }
		});
		publish({ kind: 'screen.changed', contestId, screenId: null });
		return { place: to + 1 };
	}
});

/** slides.save: a picture is shown no more, and forgotten where nothing else shows it. */
export const removeSlidePicture = command({
	action: 'slides.save',
	input: v.object({ slideId: id }),
	scope: scopeOf,
	async run({ tx, audit, publish }, { slideId }) {
		const { contestId, pictureHash, text } = await slideIn(tx, slideId);
		await tx.slidePicture.delete({ where: { id: slideId } });
		await forgetPicture(tx, pictureHash);
		audit({ subjectKind: 'slides', subjectId: contestId, before: { slideId, picture: pictureHash, text } });
		publish({ kind: 'screen.changed', contestId, screenId: null });
		return null;
	}
});
