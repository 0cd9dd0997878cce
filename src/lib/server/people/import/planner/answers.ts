import { look, remap, rest, upload } from './look.ts';
import { again, drop, keepRest, plan, rows, whole } from './plans.ts';

/** All that the planning thread can be asked. */
export const answers = { upload, look, remap, rest, plan, rows, whole, again, keepRest, drop };

export type Answers = typeof answers;
export type Name = keyof Answers;
export type Input<N extends Name> = Parameters<Answers[N]>[1];
export type Answer<N extends Name> = Awaited<ReturnType<Answers[N]>>;

export interface Asked {
	readonly id: number;
	readonly name: Name;
	readonly input: unknown;
	readonly database: { readonly databaseUrl: string; readonly provider: 'sqlite' | 'postgresql' };
}

export type Answered = { readonly id: number } & (
	| { readonly value: unknown }
	| {
			readonly refusal: {
				readonly code: string;
				readonly params: object;
				readonly fields: readonly object[];
			};
	  }
	| { readonly failure: string }
);
