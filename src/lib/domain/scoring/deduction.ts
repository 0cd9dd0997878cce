/**
 * Points taken off after aggregation, confirmed by a person. `typeKey` names a type of the rules, or 'overtime' or
 * 'undertime'; `points` is null where the type itself says what happens.
 */
export interface Deduction {
	readonly id: string;
	readonly teamId: string;
	/** Path of the part or sub-part; null takes it from the total. */
	readonly partKey: string | null;
	readonly typeKey: string;
	readonly points: string | null;
	readonly reason: string;
	/** For time: what the clock and the rule said when a person confirmed; changes no score. */
	readonly time?: ConfirmedTime;
}

export interface ConfirmedTime {
	readonly durationMs: number;
	/** Beyond the limit, or short of the minimum. */
	readonly excessMs: number;
	/** What the rule proposed. */
	readonly proposed: string;
	/** Who confirmed the points. */
	readonly by: string;
}
