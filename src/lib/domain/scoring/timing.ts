/** How long a team was on stage for a part. */
export interface Timing {
	readonly teamId: string;
	/** Path of the part or sub-part. */
	readonly partKey: string;
	readonly durationMs: number;
}
