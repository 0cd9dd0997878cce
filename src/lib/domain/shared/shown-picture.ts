/** A picture as a page names it: where it is, and how much room it takes before it has come. */
export interface ShownPicture {
	readonly hash: string;
	readonly width: number;
	readonly height: number;
}
