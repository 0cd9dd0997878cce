import * as v from 'valibot';
import { LONGEST_QUESTION, plainQuestion } from '#lib/domain/asking/plain-question.ts';
import { newId as newIdAt } from '#lib/live/id.ts';
import { command } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { optionalId, ticked } from '#lib/server/contest/input.ts';
import { OptionalText } from '#lib/server/people/fields.ts';

const MOST_WAITING = 500;
const LEAST = 5;
const MINUTE_MS = 60_000;

/**
 * A question from the hall, for the desk to look at first. Of one without a name nothing is kept but its words and the minute: no place, no
 * entry in the log, and no receipt, which would know the second.
 */
export const askQuestion = command({
	action: 'hall-question.ask',
	input: v.object({
		token: v.pipe(v.string(), v.regex(/^[\w-]{12}$/, 'field_invalid')),
		text: v.pipe(
			v.string('field_required'),
			v.maxLength(LONGEST_QUESTION * 4, 'field_too_long'),
			v.transform(plainQuestion),
			v.minLength(LEAST, 'asking_short'),
			v.maxLength(LONGEST_QUESTION, 'field_too_long')
		),
		isUnnamed: ticked,
		delegationId: optionalId,
		personName: v.pipe(
			OptionalText(120),
			v.transform((name) => (name ? plainQuestion(name).replaceAll('\n', ' ') || null : null))
		)
	}),
	async scope(tx, { token }) {
		const place = await tx.askingPlace.findUnique({ where: { token } });
		if (!place || place.removedAt) throw new Refusal('not_found');
		return conferenceScope(tx, place.conferenceId);
	},
	async run({ tx, at, audit, publish }, { token, text, isUnnamed, delegationId, personName }) {
		const place = await tx.askingPlace.findUniqueOrThrow({ where: { token } });
		const { conferenceId } = place;
		const time = await tx.questionTime.findUnique({ where: { conferenceId } });
		if (!time?.isOpen) throw new Refusal('asking_closed');
		if (isUnnamed && !time.mayBeUnnamed) throw fieldRefusal('isUnnamed', 'asking_named_only');
		const unit =
			isUnnamed || !delegationId
				? null
				: await tx.delegation.findUnique({
						where: { id: delegationId },
						select: { conferenceId: true, unit: { select: { name: true } } }
					});
		if (!isUnnamed && unit?.conferenceId !== conferenceId) throw fieldRefusal('delegationId', 'asking_unit');
		// The same words again are a second press, or two who think alike: the desk reads them once.
		const same = await tx.hallQuestion.findFirst({
			where: { conferenceId, text, status: 'waiting', unitName: unit?.unit.name ?? null }
		});
		if (same) return {};
		const waiting = await tx.hallQuestion.count({ where: { conferenceId, status: 'waiting' } });
		if (waiting >= MOST_WAITING) throw new Refusal('asking_full');
		const minute = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);
		const questionId = newIdAt(minute.getTime());
		const who = isUnnamed ? {} : { unitName: unit!.unit.name, personName, placeName: place.name };
		await tx.hallQuestion.create({
			data: { id: questionId, conferenceId, text, ...who, status: 'waiting', askedAt: minute }
		});
		if (!isUnnamed) {
			audit({ subjectKind: 'hall-question', subjectId: questionId, after: { ...who, text } });
		}
		publish({ kind: 'questions.changed', conferenceId });
		return {};
	}
});
