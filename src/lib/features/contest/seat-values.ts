/** One line of the panel's form: every value is text. */
export interface SeatValues {
	seatId: string;
	personId: string;
	fullName: string;
	unitId: string;
	role: string;
	label: string;
	speciality: string;
}

export const emptySeat = (role: string): SeatValues => ({
	seatId: '',
	personId: '',
	fullName: '',
	unitId: '',
	role,
	label: '',
	speciality: ''
});

/** A posted panel as lines, without those that name nobody. */
export function seatValues(fields: Readonly<Record<string, unknown>>): SeatValues[] {
	const lines = new Map<number, Record<string, string>>();
	for (const [name, value] of Object.entries(fields)) {
		const [, line, field] = /^seats\.(\d{1,3})\.(\w+)$/.exec(name) ?? [];
		if (line === undefined || field === undefined || typeof value !== 'string') continue;
		lines.set(Number(line), { ...lines.get(Number(line)), [field]: value });
	}
	return [...lines.entries()]
		.sort(([a], [b]) => a - b)
		.map(([, line]) => ({ ...emptySeat('judge'), ...line }))
		.filter(({ fullName }) => fullName.trim() !== '');
}

/** The lines of a panel's form: those that are seated, then blank ones for every seat that the rules still plan. */
export function seatLines(
	seated: readonly SeatValues[],
	plan: { chairs: number; judges: number; secretaries: number; timekeepers: number }
): SeatValues[] {
	const has = (...roles: string[]) => seated.filter(({ role }) => roles.includes(role)).length;
	const blanks = (role: string, count: number) =>
		Array.from({ length: Math.max(0, count) }, () => emptySeat(role));
	const chairs = plan.chairs - has('chair');
	return [
		...seated,
		...blanks('chair', chairs),
		...blanks('judge', plan.judges - has('chair', 'judge') - Math.max(0, chairs)),
		...blanks('secretary', plan.secretaries - has('secretary')),
		...blanks('timekeeper', plan.timekeepers - has('timekeeper')),
		emptySeat('judge')
	];
}
