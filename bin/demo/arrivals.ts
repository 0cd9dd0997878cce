import { chance } from '#lib/server/rehearsal/chance.ts';
import type { ConferenceCast } from '../../prisma/seed/seed-conference.ts';

/** A badge that is shown at a gate; times are parts of the whole arrival, which goes from 0 to 1. */
export interface Arrival {
	readonly at: number;
	/** Index of the gate. */
	readonly gate: number;
	readonly token: string;
	readonly direction: 'in' | 'out';
}

/** What happens at the doors. */
export interface DoorPlan {
	readonly arrivals: readonly Arrival[];
	/** One gate is without network from here to there. */
	readonly offline: { readonly gate: number; readonly from: number; readonly to: number };
}

const GATES = 3;
const OFFLINE = { gate: 2, from: 0.3, to: 0.55 } as const;
const LEAVE_EARLY = 10;
const BACK_AGAIN = 4;

/** Few at first, two of three within the second fifth of the time, the late ones one by one: Kumaraswamy's curve, 1.6 and 4. */
export const arrivedBy = (share: number): number => (1 - (1 - share) ** (1 / 4)) ** (1 / 1.6);

/** Who comes when and to which gate: people of one unit come together; the same seed gives the same morning. */
export function doorPlan(
	{ coming, lost, replaced }: ConferenceCast,
	seed: string,
	foreign: string
): DoorPlan {
	const dice = chance(seed);
	const ofUnit = new Map<string, { at: number; gate: number }>();
	const queue = coming
		.map((badge) => {
			const unit = ofUnit.get(badge.unit) ?? { at: dice(), gate: Math.floor(dice() * GATES) };
			ofUnit.set(badge.unit, unit);
			return { badge, gate: unit.gate, place: unit.at + dice() * 0.06 };
		})
		.toSorted((a, b) => a.place - b.place)
		.map(({ badge, gate }, index) => ({ badge, gate, at: arrivedBy((index + 0.5) / coming.length) }));
	const inAt = ({ badge, gate, at }: (typeof queue)[number]): Arrival => ({
		...{ at, gate, token: badge.token, direction: 'in' }
	});
	const during = queue.find(({ gate, at }) => gate !== OFFLINE.gate && at > OFFLINE.from + 0.02)!;
	const before = queue.findLast(({ gate, at }) => gate === 0 && at < OFFLINE.from)!;
	const leaving = queue.filter(({ gate }) => gate !== OFFLINE.gate).slice(-LEAVE_EARLY * 2, -LEAVE_EARLY);
	const extra = (at: number, gate: number, token: string, direction: 'in' | 'out' = 'in') => [
		{ at, gate, token, direction }
	];
	return {
		offline: OFFLINE,
		arrivals: [
			...queue.map(inAt),
			// Let in by two gates, one of which cannot know.
			...extra(during.at + 0.06, OFFLINE.gate, during.badge.token),
			...extra(before.at + 0.08, 1, before.badge.token),
			...extra(0.42, 1, lost.token),
			...extra(0.5, 0, replaced.token),
			...extra(0.65, 1, foreign),
			...leaving.flatMap(({ badge, gate }, index) => extra(1 + index * 0.01, gate, badge.token, 'out')),
			...leaving
				.slice(0, BACK_AGAIN)
				.flatMap(({ badge, gate }, index) => extra(1.12 + index * 0.02, gate, badge.token))
		].toSorted((a, b) => a.at - b.at)
	};
}
