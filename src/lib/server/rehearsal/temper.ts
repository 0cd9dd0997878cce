/** How a robot judge behaves; real juries have one of each. */
export interface Temper {
	/** Pause between two marks, in milliseconds at speed 1. */
	readonly thinkMs: number;
	/** Extra pause before handing in. */
	readonly ponderMs: number;
	/** Chance to hand a sheet in only when the next team is on stage already. */
	readonly lateChance: number;
	/** Every mark is sent twice, as an impatient thumb does. */
	readonly doubleTaps: boolean;
	/** Chance to lose the network in the middle of a ballot. */
	readonly dropChance: number;
	/** How long it is gone then, in milliseconds at speed 1. */
	readonly dropMs: number;
	/** Chance to change a mark before handing in. */
	readonly regretChance: number;
	/** Chance to go on with a second tablet in the middle of a ballot. */
	readonly switchChance: number;
	/** Above or below the others, in parts of the scale. */
	readonly bias: number;
}

export const STEADY: Temper = {
	thinkMs: 900,
	ponderMs: 600,
	lateChance: 0,
	doubleTaps: false,
	dropChance: 0,
	dropMs: 4000,
	regretChance: 0,
	switchChance: 0,
	bias: 0
};

/** The jury of the demo. */
export const TEMPERS: readonly Temper[] = [
	STEADY,
	{ ...STEADY, doubleTaps: true, thinkMs: 700, bias: 0.02 },
	{ ...STEADY, dropChance: 0.35, bias: -0.02 },
	{ ...STEADY, thinkMs: 1500, ponderMs: 4000, bias: -0.03 },
	{ ...STEADY, regretChance: 0.5, bias: 0.01 }
];
