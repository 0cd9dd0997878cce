import type { ProjectionKind } from '#lib/live/board.ts';

/** What others should hear of after a commit. Carries ids only: whoever listens reads the committed state. */
export type Happening =
	| { readonly kind: 'round.changed'; readonly contestId: string; readonly roundId: string }
	| { readonly kind: 'stage.changed'; readonly contestId: string; readonly roundId: string }
	/** The timekeeper pressed the clock. */
	| { readonly kind: 'clock.changed'; readonly contestId: string; readonly roundId: string }
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
	/** Which of a judge's tablets has the sheet now; null where it was given up. Nothing is committed. */
	| {
			readonly kind: 'seat.taken';
			readonly contestId: string;
			readonly seatId: string;
			readonly deviceId: string | null;
	  }
	| { readonly kind: 'device.revoked'; readonly contestId: string; readonly deviceId: string }
	| { readonly kind: 'session.revoked'; readonly accountId: string; readonly sessionId: string | null }
	/** A question was drawn, shown, started, closed or revealed. */
	| { readonly kind: 'quiz.changed'; readonly contestId: string; readonly roundId: string }
	/** A team answered: told to the desk alone, and not what. */
	| { readonly kind: 'quiz.answered'; readonly contestId: string; readonly roundId: string }
	/** A vote of the audience was opened, closed, given more time, counted. Never that somebody voted. */
	| { readonly kind: 'vote.changed'; readonly contestId: string; readonly roundId: string }
	/** A screen said what it shows, or went away: for the desk. */
	| { readonly kind: 'screen.reported'; readonly contestId: string; readonly screenId: string }
	/** What a screen shall show changed; null where it may be any of the contest's. */
	| { readonly kind: 'screen.changed'; readonly contestId: string; readonly screenId: string | null }
	/** Screens shall say their names, or load themselves again; null for all of the contest's. Nothing is stored. */
	| {
			readonly kind: 'screen.called';
			readonly contestId: string;
			readonly screenId: string | null;
			readonly call: 'identify' | 'reload';
	  }
	| { readonly kind: 'contest.changed'; readonly contestId: string }
	| { readonly kind: 'result.published'; readonly contestId: string; readonly roundId: string }
	| { readonly kind: 'ceremony.changed'; readonly contestId: string; readonly roundId: string }
	| { readonly kind: 'conference.changed'; readonly conferenceId: string }
	/** The programme's draft, release or course changed, a speech or who receives an honour. */
	| { readonly kind: 'programme.changed'; readonly conferenceId: string }
	/** A question from the hall came, or the desk did something with one. */
	| { readonly kind: 'questions.changed'; readonly conferenceId: string }
	/** Letters wait to be sent, or may go on. */
	| { readonly kind: 'mail.changed'; readonly conferenceId: string | null }
	/** What gates hold of a conference has a new revision. */
	| { readonly kind: 'roster.changed'; readonly conferenceId: string }
	/** Somebody passed a gate, or a passage was taken back. */
	| { readonly kind: 'presence.changed'; readonly conferenceId: string }
	/** A tablet at a gate was paired, or told of itself. */
	| { readonly kind: 'gate.changed'; readonly conferenceId: string; readonly deviceId: string }
	/** A tablet at a gate is none any more: it forgets everything. */
	| { readonly kind: 'gate.revoked'; readonly conferenceId: string; readonly deviceId: string }
	/** Two gates let one person in, or that was settled: for the devices concerned and every supervisor. */
	| {
			readonly kind: 'admission.conflict';
			readonly conferenceId: string;
			readonly conflictId: string;
			readonly deviceIds: readonly string[];
	  }
	/** Something was noted of a hand-over, or its order or a certificate changed; null where it may be anybody's of the decision. */
	| {
			readonly kind: 'hand-over.changed';
			readonly awardId: string;
			readonly recipientIds: readonly string[] | null;
	  }
	/** A projection has a new version: told by the publisher, one for each that changed. */
	| { readonly kind: 'board.changed'; readonly roundId: string; readonly audience: ProjectionKind };
