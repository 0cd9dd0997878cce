import type { Tx } from '#lib/server/db/client.ts';

/** What anybody may see of a draw. The seed is in it only after the draw: before, it does not leave the server. */
export interface PublicDraw {
	readonly roundId: string;
	readonly state: 'none' | 'committed' | 'drawn' | 'typed';
	readonly seedHash: string | null;
	readonly seed: string | null;
	/** Part key to teams in their order. */
	readonly orders: readonly { readonly partKey: string; readonly teamIds: readonly string[] }[];
}

/** The columns of a round from which `publicDraw` is made. */
export const drawColumns = {
	id: true,
	drawState: true,
	seedHash: true,
	seed: true,
	drawOrder: true
} as const;

export function publicDraw(round: {
	id: string;
	drawState: string;
	seedHash: string | null;
	seed: string | null;
	drawOrder: string | null;
}): PublicDraw {
	const orders = JSON.parse(round.drawOrder ?? '{}') as Record<string, string[]>;
	return {
		roundId: round.id,
		state: round.drawState as PublicDraw['state'],
		seedHash: round.seedHash,
		seed: round.drawState === 'drawn' ? round.seed : null,
		orders: Object.entries(orders).map(([partKey, teamIds]) => ({ partKey, teamIds }))
	};
}

/** The draw of a round, or null. */
export async function drawOf(read: Tx, roundId: string): Promise<PublicDraw | null> {
	const round = await read.round.findUnique({ where: { id: roundId }, select: drawColumns });
	return round && publicDraw(round);
}
