import type { Called, CeremonyStep } from './ceremony-step.ts';

/** Everybody whom a step calls to the stage, without those who stand there already. */
export function calledIn(step: CeremonyStep): readonly Called[] {
	switch (step.kind) {
		case 'prize':
		case 'through':
			return step.called;
		case 'table':
			return step.prizes.flatMap(({ called }) => called);
		case 'places':
			return step.places.flatMap(({ called }) => called);
		default:
			return [];
	}
}
