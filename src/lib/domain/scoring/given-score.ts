/** The score of a part that is measured instead of judged, such as a quiz. */
export interface GivenScore {
	readonly teamId: string;
	/** Path of the part or sub-part. */
	readonly partKey: string;
	readonly value: string;
}
