/** What another tablet handed over to this one: sealed, so that nobody here can read or change it, until the server has it. */
export interface Letter {
	/** The name that its codes carry. */
	readonly id: string;
	/** The letter itself, base64url. */
	readonly text: string;
	/** This tablet's clock. */
	readonly receivedAt: number;
}
