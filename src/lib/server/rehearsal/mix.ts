import { STEADY, type Temper } from './temper.ts';

/** What can go wrong on a judging day and be asked of the robots. */
export const TROUBLES = ['late', 'offline', 'double', 'biased', 'absent', 'twoDevices'] as const;
export type Trouble = (typeof TROUBLES)[number];

const EFFECTS: Readonly<Record<Trouble, Partial<Temper>>> = {
	late: { thinkMs: 1500, ponderMs: 3000, lateChance: 0.4 },
	offline: { dropChance: 0.5, dropMs: 12_000 },
	double: { doubleTaps: true, regretChance: 0.4 },
	biased: { bias: 0.2 },
	// Leaving is the desk's to record: the conductor sends this judge home.
	absent: {},
	twoDevices: { switchChance: 0.6 }
};

interface Seat {
	readonly id: string;
	readonly role: string;
}

export interface CastSeat<S> {
	readonly seat: S;
	readonly temper: Temper;
	readonly troubles: readonly Trouble[];
}

/**
 * Deals the troubles over a panel, the last seat first, so that the chair is steady as long as there are seats enough; a
 * small panel has judges with several. Whoever leaves is never the chair.
 */
export function cast<S extends Seat>(seats: readonly S[], mix: readonly Trouble[]): CastSeat<S>[] {
	const dealt = seats.map((seat) => ({ seat, troubles: [] as Trouble[] }));
	const order = dealt.toReversed();
	const mayLeave = order.filter(({ seat }) => seat.role !== 'chair');
	mix.forEach((trouble, index) => {
		const from = trouble === 'absent' ? mayLeave : order;
		from[index % from.length]?.troubles.push(trouble);
	});
	return dealt.map(({ seat, troubles }) => ({
		seat,
		troubles,
		temper: Object.assign({}, STEADY, ...troubles.map((trouble) => EFFECTS[trouble])) as Temper
	}));
}
