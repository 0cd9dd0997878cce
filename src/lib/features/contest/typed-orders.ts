/**
 * A posted draw by hand as orders: the fields `place.<part>.<team>` hold the number that the team drew. A team without a
 * number, with one out of range, or with one that an earlier line has, is left out, and the command names it.
 */
export function typedOrders(fields: Readonly<Record<string, unknown>>): Record<string, string[]> {
	const places = new Map<string, { teamId: string; number: number }[]>();
	for (const [name, value] of Object.entries(fields)) {
		const [, partKey, teamId] = /^place\.([A-Za-z0-9_-]+)\.([0-9a-f-]{36})$/.exec(name) ?? [];
		if (!partKey || !teamId) continue;
		const number = /^\s*\d{1,3}\s*$/.test(String(value)) ? Number(value) : 0;
		places.set(partKey, [...(places.get(partKey) ?? []), { teamId, number }]);
	}
	return Object.fromEntries(
		[...places].map(([partKey, teams]) => {
			const order: (string | undefined)[] = [];
			for (const { teamId, number } of teams) {
				if (number >= 1 && number <= teams.length) order[number - 1] ??= teamId;
			}
			return [partKey, order.filter((teamId) => teamId !== undefined)];
		})
	);
}
