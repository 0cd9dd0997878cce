import * as v from 'valibot';
import { newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id } from '#lib/server/contest/input.ts';
import { writtenName } from '#lib/domain/people/written-name.ts';
import { placeScope } from './asking-scope.ts';

const MOST_PLACES = 1000;
const LONGEST_NAME = 80;
const TOKEN_LENGTH = 12;

/** Adds places to ask from, a line each: a hall, or blocks of seats. Those that are there already stay. */
export const addPlaces = command({
	action: 'hall-question.set-up',
	input: v.object({
		conferenceId: id,
		names: v.pipe(
			v.string('field_required'),
			v.maxLength(50_000, 'field_too_long'),
			v.transform((text) => [...new Set(text.split('\n').map(writtenName).filter(Boolean))]),
			v.minLength(1, 'field_required'),
			v.check((names) => names.every((name) => name.length <= LONGEST_NAME), 'field_too_long')
		)
	}),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, newId, audit, publish }, { conferenceId, names }) {
		const before = await tx.askingPlace.findMany({ where: { conferenceId } });
		const there = new Set(before.filter(({ removedAt }) => !removedAt).map(({ name }) => name));
		const added = names.filter((name) => !there.has(name));
		if (there.size + added.length > MOST_PLACES)
			throw new Refusal('asking_places_full', { most: MOST_PLACES });
		for (const [index, name] of added.entries()) {
			const token = newSecret().slice(0, TOKEN_LENGTH);
			const position = before.length + index + 1;
			await tx.askingPlace.create({ data: { id: newId(), conferenceId, name, token, position } });
		}
		audit({ subjectKind: 'asking-place', subjectId: conferenceId, after: { added } });
		publish({ kind: 'questions.changed', conferenceId });
		return { added: added.length };
	}
});

/** Takes a place away: its QR code asks nothing any more. */
export const removePlace = command({
	action: 'hall-question.set-up',
	input: v.object({ placeId: id }),
	scope: (tx, { placeId }) => placeScope(tx, placeId),
	async run({ tx, at, audit, publish }, { placeId }) {
		const { conferenceId, name } = await tx.askingPlace.findUniqueOrThrow({ where: { id: placeId } });
		await tx.askingPlace.update({ where: { id: placeId }, data: { removedAt: at } });
		audit({ subjectKind: 'asking-place', subjectId: placeId, before: { name }, after: { removedAt: at } });
		publish({ kind: 'questions.changed', conferenceId });
		return {};
	}
});
