import type { SentTap, TapsAnswer } from '#lib/live/hand-over-protocol.ts';

/** Why nothing is sent although there is a line: a person has to do something, and until then everything stays on the tablet. */
export type Trouble = 'signed-out' | 'other-account' | 'forbidden' | 'gone';

const ANSWER_MS = 12_000;
const TROUBLES: Readonly<Record<number, Trouble>> = {
	401: 'signed-out',
	403: 'forbidden',
	404: 'gone',
	409: 'other-account'
};

export type Delivered =
	| { readonly kind: 'answer'; readonly answer: TapsAnswer }
	| { readonly kind: Trouble }
	/** No answer, or the server's trouble: the same is sent again. */
	| { readonly kind: 'nothing' };

/** Sends taps; never throws. */
export async function deliverTaps(
	awardId: string,
	accountId: string,
	taps: readonly SentTap[]
): Promise<Delivered> {
	try {
		const response = await fetch(`/api/honours/${awardId}/taps`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ account: accountId, taps }),
			signal: AbortSignal.timeout(ANSWER_MS)
		});
		if (response.ok) return { kind: 'answer', answer: (await response.json()) as TapsAnswer };
		// Only what this server itself says: a proxy that lets nobody through says 403 as well.
		const said = (await response.json()) as { code?: unknown };
		const trouble = TROUBLES[response.status];
		return trouble && said.code === trouble ? { kind: trouble } : { kind: 'nothing' };
	} catch {
		return { kind: 'nothing' };
	}
}
