/** What an invitation of one delegation is drawn from: plain data, so that a worker can have it. */
export interface LetterInput {
	readonly locale: 'vi' | 'en';
	readonly conference: {
		readonly code: string;
		readonly title: string;
		readonly host: string;
		readonly hostKind: string;
		readonly startsOn: string;
		readonly endsOn: string;
		/** From when delegates are received; null where no gate says. */
		readonly receivesAt: string | null;
		readonly venue: string | null;
		/** Until when the unit names its people. */
		readonly until: string;
		readonly isInvented: boolean;
	};
	readonly unit: string;
	readonly quota: number;
	/** What the QR opens. */
	readonly address: string;
	/** The unit's own link, or the page for everybody. */
	readonly isOwnLink: boolean;
	/** Delegates named so far, each with the code that the registration desk exchanges for a badge; none: no page of them. */
	readonly slips: readonly Slip[];
	readonly at: string;
}

export interface Slip {
	readonly name: string;
	readonly title: string | null;
	/** The text of the QR, and what is printed below it. */
	readonly token: string;
	readonly code: string;
}
