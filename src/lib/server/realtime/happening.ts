import type { ProjectionKind } from '#lib/live/board.ts';

/** What others should hear of after a commit. Carries ids only: whoever listens reads the committed state. */
export type Happening =
	| { readonly kind: 'round.changed'; readonly contestId: string; readonly roundId: string }
	| { readonly kind: 'stage.changed'; readonly contestId: string; readonly roundId: string }
	| {
			readonly kind: 'ballot.changed';
			readonly contestId: string;
			readonly roundId: string;
			readonly teamId: string;
			readonly seatId: string;
			/** Only marks of a sheet that is not handed in: no board counts them. */
			readonly isDraft?: true;
	  }
	| { readonly kind: 'device.changed'; readonly contestId: string; readonly deviceId: string }
	| { readonly kind: 'device.revoked'; readonly contestId: string; readonly deviceId: string }
	| { readonly kind: 'session.revoked'; readonly accountId: string; readonly sessionId: string | null }
	| { readonly kind: 'contest.changed'; readonly contestId: string }
	| { readonly kind: 'result.published'; readonly contestId: string; readonly roundId: string }
	/** A projection has a new version: told by the publisher, one for each that changed. */
	| { readonly kind: 'board.changed'; readonly roundId: string; readonly audience: ProjectionKind };
