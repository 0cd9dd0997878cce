import * as v from 'valibot';
import { MOST_SLIDE_LINES, MOST_SLIDES, slidesIn } from '#lib/domain/stage/slides.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, whole } from '#lib/server/contest/input.ts';
import { contestScope } from '#lib/server/contest/scope.ts';

/** slides.save: slogans and thanks to sponsors, with an empty line between two slides, and how long each stands. */
export const saveSlides = command({
	action: 'slides.save',
	input: v.object({
		contestId: id,
		text: v.pipe(
			v.string('field_required'),
			v.normalize('NFC'),
			v.transform((typed) => typed.replace(/\r\n?/g, '\n').trim()),
			v.maxLength(8000, 'field_too_long')
		),
		seconds: whole(3, 120)
	}),
	scope: (tx, { contestId }) => contestScope(tx, contestId),
	async run({ tx, at, newId, audit, publish }, { contestId, text, seconds }) {
		const slides = slidesIn(text);
		if (slides.length > MOST_SLIDES) throw new Refusal('slides_too_many', { most: MOST_SLIDES });
		const long = slides.findIndex((lines) => lines.length > MOST_SLIDE_LINES);
		if (long >= 0) throw new Refusal('slides_too_long', { number: long + 1, most: MOST_SLIDE_LINES });
		const before = await tx.slideShow.findUnique({ where: { contestId } });
		const data = { text, seconds, updatedAt: at };
		await tx.slideShow.upsert({
			where: { contestId },
			create: { id: newId(), contestId, ...data },
			update: data
		});
		audit({
			subjectKind: 'slides',
			subjectId: contestId,
			before: before ? { text: before.text, seconds: before.seconds } : null,
			after: { text, seconds }
		});
		publish({ kind: 'screen.changed', contestId, screenId: null });
		return { slides: slides.length };
	}
});
