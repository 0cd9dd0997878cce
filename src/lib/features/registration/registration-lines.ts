import { MEMBER_ROLES, type MemberRole } from '#lib/domain/contest/check-team.ts';
import {
	emptyMember,
	teamValues,
	type MemberValues,
	type TeamValues
} from '#lib/features/contest/team-values.ts';

/** A line of the form; `at` is its number in what was sent last, so that the server's problems find it. */
export interface RegistrationLine extends MemberValues {
	readonly id: string;
	readonly at: number | null;
}

export interface Limits {
	readonly members: { readonly min: number; readonly max: number };
	readonly maxReserves: number;
	readonly maxSupporters: number;
}

/** How many lines of a role may stand in the form. */
export function mostOf(role: MemberRole, limits: Limits): number {
	return {
		leader: 1,
		member: Math.max(limits.members.max - 1, 0),
		reserve: limits.maxReserves,
		support: limits.maxSupporters
	}[role];
}

/** The form's lines by role: what was entered, then blank ones up to the fewest people that a team needs. */
export function linesOf(values: Pick<TeamValues, 'members'>, limits: Limits): RegistrationLine[] {
	const entered = values.members.map((member, at): RegistrationLine => ({ ...member, id: `line-${at}`, at }));
	const of = (role: MemberRole) => entered.filter((line) => line.role === role);
	const blank = (role: MemberRole, count: number) =>
		Array.from({ length: Math.max(0, count) }, (_, index): RegistrationLine => {
			return { ...emptyMember(role), id: `${role}-blank-${index}`, at: null };
		});
	return MEMBER_ROLES.flatMap((role) => {
		const least = { leader: 1, member: limits.members.min - 1, reserve: 0, support: 0 }[role];
		return [...of(role), ...blank(role, least - of(role).length)];
	});
}

/** The form as an ordinary value again, to be kept on the device. */
export function membersOf(lines: readonly RegistrationLine[]): MemberValues[] {
	return lines.map(({ personId, fullName, role, birthYear, gender, position, phone }) => ({
		personId,
		fullName,
		role,
		birthYear,
		gender,
		position,
		phone
	}));
}

/**
 * A posted form with one line more, or less, for those who work without scripts: blank lines stay, because the person
 * has just asked for them.
 */
export function reshaped(
	fields: Readonly<Record<string, unknown>>,
	change: { readonly add?: string; readonly remove?: number }
): TeamValues {
	const lines = new Map<number, MemberValues>();
	for (const [name, value] of Object.entries(fields)) {
		const [, line, field] = /^members\.(\d{1,3})\.(\w+)$/.exec(name) ?? [];
		if (line === undefined || field === undefined || typeof value !== 'string') continue;
		lines.set(Number(line), { ...(lines.get(Number(line)) ?? emptyMember()), [field]: value });
	}
	const members = [...lines.entries()]
		.sort(([a], [b]) => a - b)
		.filter(([line]) => line !== change.remove)
		.map(([, member]) => member);
	const role = MEMBER_ROLES.find((known) => known === change.add);
	if (role) members.push(emptyMember(role));
	return { ...teamValues(fields), members };
}
