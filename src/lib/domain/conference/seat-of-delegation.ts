/** Who has held a seat of a delegation, one after the other. Nothing is taken out: a deputy who goes back is one more. */
export interface SeatHolding {
	readonly delegateId: string;
	readonly name: string;
	/** Empty for the first holder. */
	readonly reason: string;
	readonly authorisedBy: string;
	readonly since: string;
}

export interface DelegationSeat {
	readonly seatId: string;
	readonly delegationId: string;
	/** In order of time; none: vacant. The quota counts seats, so a substitution changes nothing in it. */
	readonly holdings: readonly SeatHolding[];
}

export type SubstitutionProblem =
	| 'substitution_reason_missing'
	| 'substitution_authoriser_missing'
	| 'substitution_holds_seat'
	| 'substitution_holds_other_seat';

export type Substituted =
	| { readonly ok: true; readonly seat: DelegationSeat }
	| { readonly ok: false; readonly problem: SubstitutionProblem };

export function holder(seat: DelegationSeat): SeatHolding | null {
	return seat.holdings.at(-1) ?? null;
}

/** Gives a seat to a deputy; the first holder of a vacant seat needs no reason. `others`: all seats of the conference. */
export function substituted(
	seat: DelegationSeat,
	next: SeatHolding,
	others: readonly DelegationSeat[]
): Substituted {
	if (seat.holdings.length > 0) {
		if (next.reason.trim() === '') return { ok: false, problem: 'substitution_reason_missing' };
		if (next.authorisedBy.trim() === '') return { ok: false, problem: 'substitution_authoriser_missing' };
	}
	if (holder(seat)?.delegateId === next.delegateId) return { ok: false, problem: 'substitution_holds_seat' };
	const elsewhere = others.some(
		(other) => other.seatId !== seat.seatId && holder(other)?.delegateId === next.delegateId
	);
	if (elsewhere) return { ok: false, problem: 'substitution_holds_other_seat' };
	return { ok: true, seat: { ...seat, holdings: [...seat.holdings, next] } };
}

/** The first holder, who took the seat from them, and so on to who has it now; whoever came back ends what was between. */
export function chainOf(seat: DelegationSeat): SeatHolding[] {
	const chain: SeatHolding[] = [];
	for (const holding of seat.holdings) {
		const earlier = chain.findIndex(({ delegateId }) => delegateId === holding.delegateId);
		if (earlier >= 0) chain.length = earlier;
		chain.push(holding);
	}
	return chain;
}

/** Whom the holder stands in for, the last first: "thay: Trần Thị B (thay: Nguyễn Văn A)". Whoever came back stands in for nobody. */
export function standsInFor(seat: DelegationSeat): SeatHolding[] {
	return chainOf(seat).slice(0, -1).toReversed();
}

export interface QuotaUse {
	readonly quota: number;
	readonly named: number;
	readonly vacant: number;
	readonly over: number;
	readonly substitutions: number;
}

/** How a delegation fills its quota. Seats count, not people: a deputy uses the seat that was there. */
export function quotaUse(delegationId: string, quota: number, seats: readonly DelegationSeat[]): QuotaUse {
	const own = seats.filter((seat) => seat.delegationId === delegationId && seat.holdings.length > 0);
	return {
		quota,
		named: own.length,
		vacant: Math.max(0, quota - own.length),
		over: Math.max(0, own.length - quota),
		substitutions: own.filter((seat) => standsInFor(seat).length > 0).length
	};
}
