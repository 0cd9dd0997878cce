/** What an attendance certificate asks: a share of the sessions that were held. */
export interface PresenceRule {
	readonly numerator: number;
	readonly denominator: number;
	/** Sessions without which there is no certificate, whatever the share. */
	readonly required: readonly string[];
}

export interface HeldSession {
	readonly id: string;
	/** Sessions that did not take place are asked of nobody. */
	readonly wasHeld: boolean;
}

export interface PresenceResult {
	readonly isMet: boolean;
	readonly attended: number;
	readonly held: number;
	readonly needed: number;
	readonly missedRequired: readonly string[];
}

/** Whether a delegate gets an attendance certificate, in whole sessions: 80 % of 4 is 4, of 5 is 4. */
export function attendedEnough(
	{ numerator, denominator, required }: PresenceRule,
	sessions: readonly HeldSession[],
	attended: ReadonlySet<string>
): PresenceResult {
	const held = sessions.filter(({ wasHeld }) => wasHeld);
	const present = held.filter(({ id }) => attended.has(id));
	const share = held.length * numerator;
	const needed = (share - (share % denominator)) / denominator + (share % denominator === 0 ? 0 : 1);
	const missedRequired = held
		.filter(({ id }) => required.includes(id) && !attended.has(id))
		.map(({ id }) => id);
	return {
		isMet: held.length > 0 && present.length >= needed && missedRequired.length === 0,
		attended: present.length,
		held: held.length,
		needed,
		missedRequired
	};
}
