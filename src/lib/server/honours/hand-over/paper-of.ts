import type { HandOver, HandOverState, Paper } from '#lib/domain/honours/hand-over.ts';
import { CHAIN, linksOf, publicStanding } from '../proof/certificate-by-code.ts';

/** What tells which of a recipient's certificates is to be handed over. */
export const PAPERS = { select: { ...CHAIN.select, issuedAt: true, doubtedAt: true } } as const;

interface Row {
	readonly id: string;
	readonly code: string;
	readonly replacesId: string | null;
	readonly revokedAt: Date | null;
	readonly revokedFor: string | null;
	readonly revokedNumber: string | null;
	readonly revokedOn: string | null;
	readonly issuedAt: Date;
	readonly doubtedAt: Date | null;
}

/** The newest certificate of a recipient and how it stands; the others took their end with it. */
export function paperOf(certificates: readonly Row[]) {
	const [newest] = certificates
		.filter(({ id }) => !certificates.some(({ replacesId }) => replacesId === id))
		.toSorted((a, b) => b.issuedAt.getTime() - a.issuedAt.getTime());
	if (!newest) return { paper: { kind: 'none' } as Paper, certificate: null, isReplaced: false };
	const isGood = publicStanding(linksOf(certificates), newest.id).state === 'genuine';
	const paper: Paper = isGood ? { kind: 'good', id: newest.id } : { kind: 'revoked' };
	const { id, code, doubtedAt } = newest;
	return {
		paper,
		certificate: { id, code, isDoubted: isGood && doubtedAt !== null },
		isReplaced: isGood && newest.replacesId !== null
	};
}

interface Stored {
	readonly state: string;
	readonly cameFrom: string | null;
	readonly receiverName: string | null;
	readonly certificateId: string | null;
}

/** A stored hand-over; a state is one of the list, because commands alone write it. */
export const handOverOf = ({ state, cameFrom, receiverName, certificateId }: Stored): HandOver => ({
	state: state as HandOverState,
	cameFrom: cameFrom as HandOverState | null,
	receiver: receiverName,
	certificateId
});

/** The same, to be stored. */
export const storedHandOver = ({ state, cameFrom, receiver, certificateId }: HandOver): Stored => ({
	...{ state, cameFrom, certificateId },
	receiverName: receiver
});
