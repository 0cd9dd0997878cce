/**
 * The committee's recorded decision on exactly the teams that were tied: groups from better to worse. A group of several
 * shares the place. When the tied teams change through a correction, the decision no longer applies and is asked for again.
 */
export interface CommitteeVote {
	readonly order: readonly (readonly string[])[];
	readonly reason: string;
}
