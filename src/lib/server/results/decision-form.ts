/** 'order.<team>' = '2' … as groups from first to last; teams with one number are level. */
export function orderTyped(fields: Readonly<Record<string, unknown>>): string[][] {
	const places = new Map<number, string[]>();
	for (const [name, value] of Object.entries(fields)) {
		if (!name.startsWith('order.') || !/^\d+$/.test(String(value))) continue;
		const place = Number(value);
		places.set(place, [...(places.get(place) ?? []), name.slice('order.'.length)]);
	}
	return [...places].sort(([a], [b]) => a - b).map(([, teams]) => teams);
}

/** 'choice.<team>' = 'in' or the number of the reserve. */
export function choiceTyped(fields: Readonly<Record<string, unknown>>): {
	teamIds: string[];
	reserves: string[];
} {
	const chosen = Object.entries(fields)
		.filter(([name]) => name.startsWith('choice.'))
		.map(([name, value]) => ({ teamId: name.slice('choice.'.length), value: String(value) }));
	const reserves = chosen
		.filter(({ value }) => /^\d+$/.test(value))
		.sort((a, b) => Number(a.value) - Number(b.value));
	return {
		teamIds: chosen.filter(({ value }) => value === 'in').map(({ teamId }) => teamId),
		reserves: reserves.map(({ teamId }) => teamId)
	};
}

/** 'ballot.<member>' = '<team>' or '' for none, 'chair' = the chair's; null where nobody's vote was entered. */
export function ballotsTyped(
	fields: Readonly<Record<string, unknown>>
): { member: string; isChair: boolean; teamId: string | null }[] | null {
	const ballots = Object.entries(fields)
		.filter(([name]) => name.startsWith('ballot.'))
		.map(([name, value]) => {
			const member = name.slice('ballot.'.length);
			return { member, isChair: member === fields.chair, teamId: value ? String(value) : null };
		});
	return ballots.some(({ teamId }) => teamId !== null) ? ballots : null;
}

/** The input of `recordDecision` from the fields of the desk's form. */
export function decisionTyped(
	fields: Readonly<Record<string, unknown>>,
	at: { readonly contestId: string; readonly stageKey: string }
): Record<string, unknown> {
	const { kind, reason = '', secondBy = '' } = fields;
	const base = { ...at, kind, reason, secondBy };
	const roundId = fields.roundId ? fields.roundId : null;
	switch (kind) {
		case 'lots':
			// Two teams with one number are no outcome of a drawing: the same team twice would be, so that it is refused.
			return {
				...base,
				roundId,
				order: orderTyped(fields).flatMap((group) => (group.length > 1 ? [...group, ...group] : group))
			};
		case 'committee-vote':
			return { ...base, roundId, order: orderTyped(fields), ballots: ballotsTyped(fields) };
		case 'tie-at-cut':
			return { ...base, contenders: fields.contenders ?? [], admitted: fields.admitted ?? [] };
		default:
			return { ...base, ...choiceTyped(fields) };
	}
}

const listOf = (value: unknown): string[] =>
	Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** The input of `settlePrizeTie` from the fields of the desk's form. */
export function prizeTieTyped(
	fields: Readonly<Record<string, unknown>>,
	roundId: string
): Record<string, unknown> {
	const { prizeKey, reason = '', secondBy = '' } = fields;
	const [contenders, admitted] = [listOf(fields.contenders), listOf(fields.admitted)];
	return { roundId, prizeKey, contenders, admitted, reason, secondBy };
}

/**
 * The input of `recordSidePrize`: 'team' or 'team:person' for each recipient, 'none' where the prize is not given. Nothing
 * chosen at all is no decision.
 */
export function sidePrizeTyped(
	fields: Readonly<Record<string, unknown>>,
	roundId: string
): Record<string, unknown> {
	const { prizeKey, reason = '', secondBy = '' } = fields;
	const chosen = listOf(fields.recipient).filter((value) => value !== '');
	const recipients = chosen
		.filter((value) => value !== 'none')
		.map((value) => {
			const [teamId = '', personId = null] = value.split(':');
			return { teamId, personId };
		});
	return { roundId, prizeKey, recipients: chosen.length > 0 ? recipients : null, reason, secondBy };
}
