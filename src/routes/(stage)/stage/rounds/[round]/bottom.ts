/** A share of the screen's height, in hundredths, left free below for people who stand in front of it. */
export function bottomOf(asked: string | null): number {
	const share = Number(asked ?? 0);
	return Number.isFinite(share) ? Math.min(60, Math.max(0, share)) : 0;
}
