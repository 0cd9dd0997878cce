import type { Actor } from '#lib/domain/access/actor.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Shown to the user and written to the log: finds one in the other. */
			reference?: string;
		}
		interface Locals {
			/** Who is signed in with a password; anonymous otherwise. */
			actor: Actor;
			/** The seat that this tablet is paired with; anonymous otherwise. */
			tablet: Actor;
			requestId: string;
			/** The session id from the cookie, where it is valid. */
			sessionId: string | null;
			locale: 'vi' | 'en';
		}
	}
}

export {};
