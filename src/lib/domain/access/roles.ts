export const ROLES = [
	'administrator',
	'organizer',
	'secretary',
	'timekeeper',
	'jury-chair',
	'judge',
	'team-leader',
	'viewer'
] as const;
export type Role = (typeof ROLES)[number];

export const SEAT_ROLES = ['chair', 'judge', 'secretary', 'timekeeper'] as const;
export type SeatRole = (typeof SEAT_ROLES)[number];

/** The role that a paired tablet has, from the seat it is paired with. */
export const ROLE_OF_SEAT: Readonly<Record<SeatRole, Role>> = {
	chair: 'jury-chair',
	judge: 'judge',
	secretary: 'secretary',
	timekeeper: 'timekeeper'
};
