/** One line of the members' table as it stands in the form: every value is text. */
export interface MemberValues {
	/** Of a member who is already known; empty for a new line. */
	personId: string;
	fullName: string;
	role: string;
	birthYear: string;
	gender: string;
	position: string;
	phone: string;
}

/** A team as it stands in its form. */
export interface TeamValues {
	name: string;
	unitIds: string[];
	members: MemberValues[];
	modelTitle: string;
	modelSummary: string;
	stageNeeds: string;
	contactName: string;
	contactPhone: string;
	isGuest: boolean;
}

export const emptyMember = (role = 'member'): MemberValues => ({
	personId: '',
	fullName: '',
	role,
	birthYear: '',
	gender: '',
	position: '',
	phone: ''
});

export const emptyTeam = (): TeamValues => ({
	name: '',
	unitIds: [],
	members: [],
	modelTitle: '',
	modelSummary: '',
	stageNeeds: '',
	contactName: '',
	contactPhone: '',
	isGuest: false
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * A posted team form as a team: `members.<line>.<field>` become lines, and lines without a name, a person and a year
 * (the blank ones at the end) are left out. `fields` is what `fieldsOf` made of the form.
 */
export function teamValues(fields: Readonly<Record<string, unknown>>): TeamValues {
	const lines = new Map<number, Record<string, string>>();
	for (const [name, value] of Object.entries(fields)) {
		const [, line, field] = /^members\.(\d{1,3})\.(\w+)$/.exec(name) ?? [];
		if (line === undefined || field === undefined) continue;
		const member = lines.get(Number(line)) ?? {};
		member[field] = textOf(value);
		lines.set(Number(line), member);
	}
	const members = [...lines.entries()]
		.sort(([a], [b]) => a - b)
		.map(([, line]) => ({ ...emptyMember(), ...line }))
		.filter(({ fullName, birthYear, position, phone }) =>
			[fullName, birthYear, position, phone].some((entry) => entry.trim())
		);
	const unitIds = Array.isArray(fields.unitIds) ? fields.unitIds.map(textOf).filter(Boolean) : [];
	return {
		name: textOf(fields.name),
		unitIds: [...new Set(unitIds)],
		members,
		modelTitle: textOf(fields.modelTitle),
		modelSummary: textOf(fields.modelSummary),
		stageNeeds: textOf(fields.stageNeeds),
		contactName: textOf(fields.contactName),
		contactPhone: textOf(fields.contactPhone),
		isGuest: fields.isGuest === 'on' || fields.isGuest === true
	};
}

/** How many blank lines a form without scripts shows: up to a full team and its reserves, and never fewer than two. */
export function blankLines(filled: number, most: number): number {
	return Math.max(2, Math.min(most, 15) - filled);
}
