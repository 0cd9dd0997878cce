/** The form in which a script is asked for, as the command takes it. */
export function ceremonyTyped(fields: Readonly<Record<string, unknown>>, roundId: string) {
	const before = Object.entries(fields).flatMap(([name, value]) =>
		name.startsWith('before.') && value !== '' ? [{ side: name.slice('before.'.length), before: value }] : []
	);
	return {
		roundId,
		reason: String(fields.reason ?? ''),
		newKey: fields.newKey !== undefined,
		options: {
			together: (fields.together ?? []) as string[],
			sideBefore: before,
			showsTotals: fields.showsTotals !== undefined,
			freeBelow: Number(fields.freeBelow ?? 0)
		}
	};
}
