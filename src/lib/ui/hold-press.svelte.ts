const ARMED_MS = 6000;

interface Holding {
	readonly holdMs: () => number;
	/** Loading, disabled: a press does nothing. */
	readonly isOff: () => boolean;
	readonly confirm: () => void;
}

/** A press that counts only when it is held, or, for those who cannot hold, when it is made twice. */
export class HoldPress {
	phase = $state<'rest' | 'holding' | 'armed' | 'held'>('rest');
	private timer: ReturnType<typeof setTimeout> | undefined;
	private isPhysical = false;
	private readonly holding: Holding;

	constructor(holding: Holding) {
		this.holding = holding;
	}

	start(): void {
		if (this.holding.isOff() || this.phase === 'holding' || this.phase === 'held') return;
		this.isPhysical = true;
		clearTimeout(this.timer);
		this.phase = 'holding';
		this.timer = setTimeout(() => this.confirm(), this.holding.holdMs());
	}

	release(): void {
		if (this.phase !== 'holding' && this.phase !== 'held') return;
		clearTimeout(this.timer);
		this.phase = 'rest';
	}

	/** Let go of without a click to follow. */
	leave(): void {
		this.release();
		this.isPhysical = false;
	}

	/** Screen readers, voice control and switches click without holding: they press twice instead. */
	click(isPointer: boolean): void {
		const wasHeld = this.isPhysical;
		this.isPhysical = false;
		if (wasHeld || isPointer || this.holding.isOff()) return;
		clearTimeout(this.timer);
		if (this.phase === 'armed') {
			this.confirm();
			this.phase = 'rest';
		} else {
			this.phase = 'armed';
			this.timer = setTimeout(() => (this.phase = 'rest'), ARMED_MS);
		}
	}

	end(): void {
		clearTimeout(this.timer);
	}

	private confirm(): void {
		this.phase = 'held';
		this.holding.confirm();
	}
}
