/** How a robot judge behaves; real juries have one of each. */
export interface Temper {
	readonly name: 'steady' | 'late' | 'doubleTap' | 'offline' | 'secondThoughts';
	/** Pause between two marks, in milliseconds at speed 1. */
	readonly thinkMs: number;
	/** Extra pause before handing in. */
	readonly ponderMs: number;
	/** Every mark is sent twice, as an impatient thumb does. */
	readonly doubleTaps: boolean;
	/** Chance to lose the network in the middle of a ballot. */
	readonly dropChance: number;
	/** Chance to change a mark before handing in. */
	readonly regretChance: number;
	/** Above or below the others, in parts of the scale. */
	readonly bias: number;
}

const steady: Temper = {
	name: 'steady',
	thinkMs: 900,
	ponderMs: 600,
	doubleTaps: false,
	dropChance: 0,
	regretChance: 0,
	bias: 0
};

export const TEMPERS: readonly Temper[] = [
	steady,
	{ ...steady, name: 'doubleTap', doubleTaps: true, thinkMs: 700, bias: 0.02 },
	{ ...steady, name: 'offline', dropChance: 0.35, bias: -0.02 },
	{ ...steady, name: 'late', thinkMs: 1500, ponderMs: 4000, bias: -0.03 },
	{ ...steady, name: 'secondThoughts', regretChance: 0.5, bias: 0.01 }
];
