import type { Actor } from '#lib/server/auth/actor.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Shown to the user and written to the log: finds one in the other. */
			reference?: string;
		}
		interface Locals {
			actor: Actor;
			requestId: string;
			/** The stored hash of the session in use, for rotation and sign-out. */
			sessionId: string | null;
			locale: 'vi' | 'en';
		}
	}
}

export {};
