import { honoureeStanding, type HonoureeStanding } from '#lib/domain/conference/honouree.ts';
import { nearest } from '#lib/domain/conference/whereabouts.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { whereaboutsOf } from '../came-in.ts';

export interface CalledHonouree {
	readonly id: string;
	readonly itemId: string;
	readonly kind: 'person' | 'unit';
	readonly name: string;
	readonly office: string | null;
	readonly award: string;
	readonly stageGroup: number;
	readonly standing: HonoureeStanding;
	/** Who goes on stage: of a unit, its people in the hall; who receives it instead. */
	readonly onStage: readonly string[];
	readonly delegateId: string | null;
	readonly delegationId: string | null;
	readonly receiverId: string | null;
	readonly receiverName: string | null;
	readonly version: number;
}

const PERSON = { select: { personId: true, person: { select: { fullName: true } } } } as const;

/** Everybody who is honoured at a conference, in the order in which they are called, with who is in the hall. */
export async function honourees(read: Tx, conferenceId: string): Promise<CalledHonouree[]> {
	const [rows, seen] = await Promise.all([
		read.honouree.findMany({
			where: { conferenceId },
			include: {
				delegate: PERSON,
				receiver: PERSON,
				delegation: { select: { delegates: { where: { status: { not: 'substituted' } }, ...PERSON } } }
			},
			orderBy: [{ stageGroup: 'asc' }, { position: 'asc' }, { id: 'asc' }]
		}),
		whereaboutsOf(read, conferenceId)
	]);
	return rows.map(({ delegate, delegation, receiver, ...row }) => {
		const kind = row.kind as CalledHonouree['kind'];
		const people = delegate ? [delegate] : (delegation?.delegates ?? []);
		const isAt = (personId: string) => seen.get(personId) ?? 'absent';
		const there = people.filter(({ personId }) => isAt(personId) === 'here');
		const isKnown = delegate !== null || delegation !== null;
		const instead = receiver?.person.fullName ?? row.receiverName;
		const standing = honoureeStanding({
			is: isKnown ? nearest(people.map(({ personId }) => isAt(personId))) : null,
			receiver: instead === null ? null : { is: receiver ? isAt(receiver.personId) : null }
		});
		const onStage =
			standing === 'received'
				? [instead!]
				: kind === 'unit' && standing === 'here'
					? there.map(({ person }) => person.fullName)
					: [];
		return {
			...{ id: row.id, itemId: row.itemId, kind, name: row.name, office: row.office, award: row.award },
			...{ stageGroup: row.stageGroup, standing, onStage, version: row.version },
			...{ delegateId: row.delegateId, delegationId: row.delegationId },
			...{ receiverId: row.receiverId, receiverName: row.receiverName }
		};
	});
}

/** The lists of a conference for the desk: by point, those whose point is none any more, and whom one can choose. */
export async function honoursOnDesk(read: Tx, conferenceId: string) {
	const [called, items, delegates, delegations] = await Promise.all([
		honourees(read, conferenceId),
		read.programmeItem.findMany({
			where: { conferenceId, removedAt: null, kind: 'honouring' },
			orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
			select: { id: true, title: true, titleEn: true }
		}),
		read.delegate.findMany({
			where: { conferenceId, status: { not: 'substituted' } },
			orderBy: { person: { sortKey: 'asc' } },
			select: {
				id: true,
				title: true,
				person: { select: { fullName: true } },
				delegation: { select: { unit: { select: { name: true } } } }
			}
		}),
		read.delegation.findMany({
			where: { conferenceId },
			select: { id: true, unit: { select: { name: true } } }
		})
	]);
	const collator = new Intl.Collator('vi', { numeric: true });
	return {
		// Their point was taken out of the programme, or is for something else by now.
		loose: called.filter(({ itemId }) => !items.some(({ id }) => id === itemId)),
		items: items.map((item) => ({ ...item, honourees: called.filter(({ itemId }) => itemId === item.id) })),
		people: delegates.map(({ id, title, person, delegation }) => ({
			value: id,
			label: [person.fullName, title, delegation?.unit.name].filter(Boolean).join(', ')
		})),
		units: delegations
			.map(({ id, unit }) => ({ value: id, label: unit.name }))
			.sort((one, other) => collator.compare(one.label, other.label))
	};
}
export type HonoursDesk = Awaited<ReturnType<typeof honoursOnDesk>>;
