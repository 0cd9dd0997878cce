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
}
