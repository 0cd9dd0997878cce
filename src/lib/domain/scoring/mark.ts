/** What one judge gave one team for one criterion. That there is none is not the same as '0'. */
export interface Mark {
	readonly teamId: string;
	readonly judgeId: string;
	/** Path of the criterion: 'skit.message', 'knowledge.situation.manner'. */
	readonly criterionKey: string;
	/** Decimal text in the criterion's step. */
	readonly value: string;
}
