/** What an import writes of a delegation; a link or a list that was sent in since stands in the way of taking it back. */
export interface DelegationFacts {
	readonly conferenceId: string;
	readonly unitId: string;
	readonly quota: number;
	readonly linkMadeAt: string | null;
	readonly sentInAt: string | null;
}

export function delegationFacts(row: {
	readonly conferenceId: string;
	readonly unitId: string;
	readonly quota: number;
	readonly linkMadeAt: Date | null;
	readonly sentInAt: Date | null;
}): DelegationFacts {
	const { conferenceId, unitId, quota, linkMadeAt, sentInAt } = row;
	return {
		...{ conferenceId, unitId, quota },
		linkMadeAt: linkMadeAt?.toISOString() ?? null,
		sentInAt: sentInAt?.toISOString() ?? null
	};
}

/** What an import writes of a delegate, and the status that moves on with the unit's answers. */
export interface DelegateFacts {
	readonly personId: string;
	readonly delegationId: string | null;
	readonly categoryId: string;
	readonly title: string | null;
	readonly note: string | null;
	readonly externalCode: string | null;
	readonly role: string;
	readonly deputyOrder: number | null;
	readonly status: string;
}

export function delegateFacts(row: DelegateFacts): DelegateFacts {
	const { personId, delegationId, categoryId, title, note, externalCode, role, deputyOrder, status } = row;
	return { personId, delegationId, categoryId, title, note, externalCode, role, deputyOrder, status };
}
