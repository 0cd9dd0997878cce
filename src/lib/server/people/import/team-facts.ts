/** What an import writes of a team. */
export interface TeamFacts {
	readonly code: string;
	readonly name: string;
	readonly clusterId: string | null;
	readonly modelTitle: string | null;
	readonly contactName: string | null;
	readonly contactPhone: string | null;
	readonly unitIds: readonly string[];
	readonly members: readonly { readonly personId: string; readonly role: string }[];
}

type TeamRow = Omit<TeamFacts, 'unitIds' | 'members'> & {
	readonly units: readonly { readonly unitId: string }[];
	readonly members: readonly { readonly personId: string; readonly role: string }[];
};

/** `units` and `members` in the order of their places. */
export function teamFacts(team: TeamRow): TeamFacts {
	const { code, name, clusterId, modelTitle, contactName, contactPhone } = team;
	return {
		...{ code, name, clusterId, modelTitle, contactName, contactPhone },
		unitIds: team.units.map(({ unitId }) => unitId),
		members: team.members.map(({ personId, role }) => ({ personId, role }))
	};
}
