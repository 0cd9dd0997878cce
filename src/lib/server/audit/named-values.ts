import type { Tx } from '#lib/server/db/client.ts';
import type { FieldDifference } from './difference.ts';

type Names = Map<string, string>;

const LOOK_UP: Readonly<
	Record<string, (read: Tx, ids: string[]) => Promise<{ id: string; name: string }[]>>
> = {
	unit: (read, ids) => read.unit.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
	team: (read, ids) => read.team.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
	cluster: (read, ids) =>
		read.cluster.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
	round: (read, ids) => read.round.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
	person: async (read, ids) => {
		const rows = await read.person.findMany({
			where: { id: { in: ids } },
			select: { id: true, fullName: true }
		});
		return rows.map(({ id, fullName }) => ({ id, name: fullName }));
	},
	seat: async (read, ids) => {
		const rows = await read.panelSeat.findMany({
			where: { id: { in: ids } },
			select: { id: true, label: true, person: { select: { fullName: true } } }
		});
		return rows.map(({ id, label, person }) => ({ id, name: `${label} · ${person.fullName}` }));
	},
	account: async (read, ids) => {
		const rows = await read.account.findMany({
			where: { id: { in: ids } },
			select: { id: true, displayName: true }
		});
		return rows.map(({ id, displayName }) => ({ id, name: displayName }));
	},
	contest: async (read, ids) => {
		const rows = await read.contest.findMany({
			where: { id: { in: ids } },
			select: { id: true, code: true }
		});
		return rows.map(({ id, code }) => ({ id, name: code }));
	},
	category: (read, ids) =>
		read.delegateCategory.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
	delegation: async (read, ids) => {
		const rows = await read.delegation.findMany({
			where: { id: { in: ids } },
			select: { id: true, unit: { select: { name: true } } }
		});
		return rows.map(({ id, unit }) => ({ id, name: unit.name }));
	},
	delegate: async (read, ids) => {
		const rows = await read.delegate.findMany({
			where: { id: { in: ids } },
			select: { id: true, person: { select: { fullName: true } } }
		});
		return rows.map(({ id, person }) => ({ id, name: person.fullName }));
	}
};
const KIND_OF: Readonly<Record<string, string>> = {
	parentId: 'unit',
	hostUnitId: 'unit',
	leadUnitId: 'unit',
	teams: 'team',
	order: 'team',
	lockedFor: 'round',
	replacesId: 'delegate',
	replacedBy: 'delegate'
};
const SEPARATOR = ', ';

/** `members[1].personId` names a person, `unitIds` units; null where the field holds no ids of ours. */
function kindOf(path: string): string | null {
	const field = path
		.split('.')
		.at(-1)!
		.replace(/\[\d+\]$/, '');
	const kind = KIND_OF[field] ?? /^(\w+?)Ids?$/.exec(field)?.[1];
	return kind && kind in LOOK_UP ? kind : null;
}

/** The differences with names in the place of ids; what is gone keeps its id. */
export async function withNames(
	read: Tx,
	entries: readonly (readonly FieldDifference[])[]
): Promise<FieldDifference[][]> {
	const wanted = new Map<string, Set<string>>();
	for (const { field, before, after } of entries.flat()) {
		const kind = kindOf(field);
		if (!kind) continue;
		const ids = [before, after].flatMap((value) => value?.split(SEPARATOR) ?? []);
		wanted.set(kind, new Set([...(wanted.get(kind) ?? []), ...ids]));
	}
	const names: Names = new Map();
	for (const [kind, ids] of wanted) {
		for (const { id, name } of await LOOK_UP[kind]!(read, [...ids].slice(0, 500))) names.set(id, name);
	}
	const named = (value: string | null): string | null =>
		value &&
		value
			.split(SEPARATOR)
			.map((id) => names.get(id) ?? id)
			.join(SEPARATOR);
	return entries.map((changes) =>
		changes.map((change) =>
			kindOf(change.field)
				? { field: change.field, before: named(change.before), after: named(change.after) }
				: change
		)
	);
}
