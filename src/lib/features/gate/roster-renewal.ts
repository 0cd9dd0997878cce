import { applyDelta, type GateBundle } from '#lib/domain/admission/bundle.ts';
import type { BundleAnswer } from '#lib/live/gate-protocol.ts';

export type Renewal =
	| { readonly kind: 'renewed'; readonly bundle: GateBundle }
	/** Something between was missed: only the whole helps. */
	| { readonly kind: 'whole-needed' }
	/** The whole is older than what was told meanwhile: asked once more. */
	| { readonly kind: 'overtaken' };

/**
 * The bundle with what an answer brings. Nothing that was told while the answer was on its way is lost again: `asked` is the
 * revision that was held when it was asked for, `held` what is held now.
 */
export function renewedBy(answer: BundleAnswer, held: GateBundle | null, asked: number | null): Renewal {
	if (answer.kind === 'whole') {
		const { bundle } = answer;
		const wasTold = held !== null && held.eventTag === bundle.eventTag && held.rev !== asked;
		// A server that was restored from a copy has fewer revisions, and is believed.
		return wasTold && bundle.rev < held.rev ? { kind: 'overtaken' } : { kind: 'renewed', bundle };
	}
	if (!held) return { kind: 'whole-needed' };
	const renewed = applyDelta(held, answer.delta);
	return renewed.kind === 'resync' ? { kind: 'whole-needed' } : { kind: 'renewed', bundle: renewed.bundle };
}
