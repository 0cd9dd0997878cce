import type { VerdictFacts } from '#lib/domain/admission/decide.ts';
import { doesCount, settledCode, type VerdictCode } from '#lib/domain/admission/verdict.ts';
import type { GateRecordKept } from '#lib/offline/gate-store.ts';
import { m } from '#lib/paraglide/messages.js';
import { clockWords } from './clock-words.ts';
import { REFUSED_WORDS, VERDICT_WORDS } from './gate-words.ts';
import type { Answered } from './scan-facts.ts';
import { signal } from './signals.ts';

/** What the server said after a colour was shown. */
export interface Correction {
	readonly id: string;
	readonly text: string;
	readonly isGood: boolean;
}

/** What the server said otherwise after people had acted: it stays until somebody has read it. */
export class Corrections {
	list = $state.raw<readonly Correction[]>([]);
	readonly withSound: () => boolean;

	constructor(withSound: () => boolean) {
		this.withSound = withSound;
	}

	/** The server answered after a colour was shown: said where it matters, never in its place. `seen`: what people saw. */
	late(id: string, seen: VerdictCode, facts: VerdictFacts, { code, facts: known }: Answered): void {
		if (settledCode(seen) === settledCode(code)) return;
		const name = (known.delegate ?? facts.delegate)?.name ?? '';
		const { since } = known;
		const isGood = doesCount(code);
		const text = isGood
			? m.gate_correction_admit({ name })
			: code === 'ALREADY' && since
				? m.gate_correction_already({ name, at: clockWords(since.at), gate: since.gate })
				: m.gate_correction_other({ name, verdict: VERDICT_WORDS[code]?.() ?? code });
		this.#tell({ id, text, isGood });
	}

	/** The server stored a record and does not do what it asks. `name`: of whose showing, where that was taken back. */
	refused({ item }: GateRecordKept, code: string, name: string): void {
		const why = REFUSED_WORDS[code]?.() ?? code;
		const text = item.kind === 'void' ? m.gate_void_refused({ name, why }) : m.gate_bind_refused({ why });
		this.#tell({ id: item.id, text, isGood: false });
	}

	/** Somebody has read it. */
	putAside(id: string): void {
		this.list = this.list.filter((correction) => correction.id !== id);
	}

	#tell(correction: Correction): void {
		this.list = [correction, ...this.list];
		signal('attention', this.withSound());
	}
}
