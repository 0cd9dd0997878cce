import type { Actor } from '#lib/domain/access/actor.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Shown to the user and written to the log: finds one in the other. */
			reference?: string;
			/** Asked too often: when it may be asked again. */
			retryAfterSeconds?: number;
		}
		interface Locals {
			/** Who is signed in with a password; anonymous otherwise. */
			actor: Actor;
			/** The seat that this tablet is paired with; anonymous otherwise. */
			tablet: Actor;
			/** The team that this tablet answers questions for; anonymous otherwise. */
			team: Actor;
			/** The tablet's PIN was given: it may work at the desk. */
			isAwake: boolean;
			requestId: string;
			/** The session id from the cookie, where it is valid. */
			sessionId: string | null;
			locale: 'vi' | 'en';
		}
	}
}

export {};
