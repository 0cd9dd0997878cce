import { printedNumber } from '#lib/domain/honours/golden-book.ts';
import { printedCheckCode } from '#lib/domain/shared/check-code.ts';
import type { Table } from '#lib/server/results/export/tables.ts';
import { momentWords } from '#lib/words/moment.ts';
import type { OnStage } from '#lib/domain/honours/on-stage.ts';
import type { HandOverView } from './hand-over-query.ts';

interface Said {
	readonly name: string;
	readonly head: readonly string[];
	/** What happened, in words. */
	readonly state: (person: OnStage) => string;
}

/** The outcome of a hand-over as a table of a workbook: everybody in the order on stage, then whoever does not go up. */
export function handOverTable(
	view: Pick<HandOverView, 'groups' | 'apart'>,
	{ name, head, state }: Said
): Table {
	const row = (person: OnStage, group: string | null, tray: string | null, presenter: string | null) => {
		const isDone = person.doneAt !== null && person.state !== 'waiting';
		return [
			...[group, tray, presenter, person.number === null ? null : printedNumber(person.number)],
			...[person.name, person.place || null, person.what, person.code && printedCheckCode(person.code)],
			...[state(person), person.receiver],
			...[isDone ? momentWords(person.doneAt!) : null, isDone ? person.doneBy : null]
		];
	};
	return {
		...{ name, head },
		rows: [
			...view.groups.flatMap(({ group, tray, presenter, members }) =>
				members.map((person) => row(person, String(group), tray, presenter))
			),
			...view.apart.map((person) => row(person, null, null, null))
		]
	};
}
