/** A seat on the panel of one round. A substitute is another judge with another id. */
export interface Judge {
	readonly id: string;
	readonly name: string;
	readonly isChair: boolean;
	/** Matched with a part's `judgeKinds`; null marks every part that names no kinds. */
	readonly kind: string | null;
}
