/** here: in the hall · received: by somebody else who is there · absent: nobody who could receive it is · unknown: on no list of the gates. */
export const HONOUREE_STANDINGS = ['here', 'received', 'absent', 'unknown'] as const;
export type HonoureeStanding = (typeof HONOUREE_STANDINGS)[number];

export interface Honoured {
	/** Whether the person, or anybody of the unit's delegation, is in the hall; null where no delegate is meant. */
	readonly isHere: boolean | null;
	/** Who receives it instead; `isHere` null where it is no delegate. */
	readonly receiver: { readonly isHere: boolean | null } | null;
}

/** Who goes on stage for an honour: who is there comes first, else whoever receives it. */
export function honoureeStanding({ isHere, receiver }: Honoured): HonoureeStanding {
	if (receiver) return receiver.isHere === false ? (isHere ? 'here' : 'absent') : 'received';
	if (isHere === null) return 'unknown';
	return isHere ? 'here' : 'absent';
}
