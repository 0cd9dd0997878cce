/** Who goes up together: received from one presenter, off one tray. */
export interface StageGroup {
	readonly presenter: string | null;
	readonly tray: string | null;
	/** Recipients' ids, from the side of the presenter. */
	readonly members: readonly string[];
}

/** The order in which certificates are presented. Everybody stands in it exactly once. */
export interface StageOrder {
	readonly groups: readonly StageGroup[];
	/** Who does not go up: they pick it up afterwards, or are honoured no more. */
	readonly apart: readonly string[];
}

/** decision: as the list stands · place: as a result placed them. */
export const STAGE_RULES = ['decision', 'place'] as const;
export type StageRule = (typeof STAGE_RULES)[number];

export const MOST_TOGETHER = 30;

interface Placed {
	readonly id: string;
	readonly place: number | null;
	/** Whose honour was taken away. */
	readonly isApart: boolean;
}

interface Asked {
	readonly by: StageRule;
	/** So many go up together. */
	readonly size: number;
	/** Who presents to all groups until somebody says otherwise. */
	readonly presenter: string | null;
}

/** Lays out the order anew: groups of `size`, one after another, each with a tray of its own number. */
export function laidOut(recipients: readonly Placed[], { by, size, presenter }: Asked): StageOrder {
	const going = recipients.filter(({ isApart }) => !isApart);
	// Who has no place comes behind; equals stay as they stand.
	const ordered =
		by === 'place' ? going.toSorted((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || 0) : going;
	const ids = ordered.map(({ id }) => id);
	const groups = Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ({
		presenter,
		tray: String(at + 1),
		members: ids.slice(at * size, (at + 1) * size)
	}));
	return { groups, apart: recipients.filter(({ isApart }) => isApart).map(({ id }) => id) };
}

/** The number of somebody's group, counted from one; 0: goes not up; null: is nowhere. */
export function groupOf({ groups, apart }: StageOrder, id: string): number | null {
	const at = groups.findIndex(({ members }) => members.includes(id));
	return at >= 0 ? at + 1 : apart.includes(id) ? 0 : null;
}

const without = ({ groups, apart }: StageOrder, id: string): StageOrder => ({
	groups: groups.map((group) => ({ ...group, members: group.members.filter((one) => one !== id) })),
	apart: apart.filter((one) => one !== id)
});

const tidy = ({ groups, apart }: StageOrder): StageOrder => ({
	groups: groups.filter(({ members }) => members.length > 0),
	apart
});

/** Puts somebody at the end of a group; 0: goes not up; one more than there are groups: a group of their own. Null: no such group. */
export function putInto(order: StageOrder, id: string, group: number): StageOrder | null {
	const from = groupOf(order, id);
	if (from === null || group < 0 || group > order.groups.length + 1) return null;
	if (from === group) return order;
	const rest = without(order, id);
	if (group === 0) return tidy({ ...rest, apart: [...rest.apart, id] });
	if (group > rest.groups.length) {
		const before = order.groups[from - 1] ?? order.groups.at(-1);
		const made = { presenter: before?.presenter ?? null, tray: String(group), members: [id] };
		return tidy({ ...rest, groups: [...rest.groups, made] });
	}
	const groups = rest.groups.map((one, at) =>
		at === group - 1 ? { ...one, members: [...one.members, id] } : one
	);
	return tidy({ ...rest, groups });
}

/**
 * Moves somebody by one place: from the edge of a group into the group beside it. Null where there is nothing further that way.
 */
export function shifted(order: StageOrder, id: string, way: 'up' | 'down'): StageOrder | null {
	const group = groupOf(order, id);
	if (!group) return null;
	const { members } = order.groups[group - 1]!;
	const at = members.indexOf(id);
	const to = way === 'up' ? at - 1 : at + 1;
	if (to >= 0 && to < members.length) {
		const moved = members.with(at, members[to]!).with(to, id);
		return {
			...order,
			groups: order.groups.with(group - 1, { ...order.groups[group - 1]!, members: moved })
		};
	}
	const beside = order.groups[way === 'up' ? group - 2 : group];
	if (!beside) return null;
	const joined = way === 'up' ? [...beside.members, id] : [id, ...beside.members];
	const rest = without(order, id);
	const index = way === 'up' ? group - 2 : group;
	return tidy({ ...rest, groups: rest.groups.with(index, { ...beside, members: joined }) });
}

/** Says who presents to a group, and on which tray its certificates lie. Null: no such group. */
export function withGroup(
	order: StageOrder,
	group: number,
	said: Pick<StageGroup, 'presenter' | 'tray'>
): StageOrder | null {
	const before = order.groups[group - 1];
	return before ? { ...order, groups: order.groups.with(group - 1, { ...before, ...said }) } : null;
}

/** Everybody in the order in which they are called, with their group, its presenter and tray. */
export function stageRows({ groups, apart }: StageOrder) {
	const called = groups.flatMap(({ members, presenter, tray }, at) =>
		members.map((id) => ({ id, stageGroup: at + 1, presenter, tray }))
	);
	const others = apart.map((id) => ({ id, stageGroup: 0, presenter: null, tray: null }));
	return [...called, ...others].map((row, at) => ({ ...row, position: at + 1 }));
}
export type StageRow = ReturnType<typeof stageRows>[number];

/** The order that these rows say, whatever order they come in. */
export function orderOf(rows: readonly StageRow[]): StageOrder {
	const sorted = rows.toSorted((a, b) => a.stageGroup - b.stageGroup || a.position - b.position);
	const groups = [...Map.groupBy(sorted, ({ stageGroup }) => stageGroup)]
		.filter(([group]) => group !== 0)
		.map(([, members]) => ({
			presenter: members[0]!.presenter,
			tray: members[0]!.tray,
			members: members.map(({ id }) => id)
		}));
	return { groups, apart: sorted.filter(({ stageGroup }) => stageGroup === 0).map(({ id }) => id) };
}
