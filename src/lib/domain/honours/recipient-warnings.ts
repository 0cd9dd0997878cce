import type { SubjectKind } from './award-kind.ts';

/** Whom a recipient is, as far as it is known. */
export interface Identity {
	readonly subject: SubjectKind;
	/** See `recipientKey`. */
	readonly key: string;
	readonly personId: string | null;
	readonly unitId: string | null;
	readonly teamId: string | null;
}

export interface CheckedRecipient extends Identity {
	readonly id: string;
	/** The name alone, as a search looks for it: a result does not say of which unit a person is. */
	readonly nameKey: string;
	/** The prize that its words name. */
	readonly prize: string | null;
}

/** A recipient of another decision that awards the same kind for the same event or period, and still stands. */
export interface OtherAward extends Identity {
	readonly decisionId: string;
}

/** What the newest published results of the event's rounds say. */
export interface EventResult {
	/** Teams that took part, and the prizes of each; a prize of one of its people is the team's here. */
	readonly teams: ReadonlyMap<string, readonly string[]>;
	readonly withdrawn: ReadonlySet<string>;
	/** Keys of names that a person's prize was given to. */
	readonly people: ReadonlySet<string>;
}

/**
 * What somebody should look at before a decision is approved; none of it stops it. twice: the same recipient again ·
 * already: has the same in another decision · withdrawn: the team left the contest · not-in-result: nothing published names
 * it · other-prize: the result gives it another one.
 */
export type RecipientWarning =
	| { readonly kind: 'twice'; readonly others: readonly string[] }
	| { readonly kind: 'already'; readonly decisionIds: readonly string[] }
	| { readonly kind: 'withdrawn' }
	| { readonly kind: 'not-in-result' }
	| { readonly kind: 'other-prize'; readonly prizes: readonly string[] };

const both = (one: string | null, other: string | null): boolean => one !== null && one === other;

/** Whether two are one: by what Khéo's lists say of them, else by name and unit. */
function isSame(one: Identity, other: Identity): boolean {
	if (one.subject !== other.subject) return false;
	if (one.personId !== null && other.personId !== null) return one.personId === other.personId;
	if (one.teamId !== null && other.teamId !== null && one.teamId !== other.teamId) return false;
	return (one.subject === 'collective' && both(one.teamId, other.teamId)) || one.key === other.key;
}

function ofResult(recipient: CheckedRecipient, result: EventResult): RecipientWarning[] {
	const { teamId, prize, nameKey, subject } = recipient;
	if (subject !== 'collective' || teamId === null) {
		if (teamId !== null && result.withdrawn.has(teamId)) return [{ kind: 'withdrawn' }];
		return subject === 'individual' && prize !== null && !result.people.has(nameKey)
			? [{ kind: 'not-in-result' }]
			: [];
	}
	if (result.withdrawn.has(teamId)) return [{ kind: 'withdrawn' }];
	const prizes = result.teams.get(teamId);
	if (!prizes) return [{ kind: 'not-in-result' }];
	return prize === null || prizes.includes(prize) ? [] : [{ kind: 'other-prize', prizes }];
}

/** Everything that deserves a look, by recipient; `result` null: the decision is for no contest, or nothing is published. */
export function recipientWarnings(
	recipients: readonly CheckedRecipient[],
	others: readonly OtherAward[],
	result: EventResult | null
): ReadonlyMap<string, readonly RecipientWarning[]> {
	const byKey = Map.groupBy(recipients, ({ key }) => key);
	const byPerson = Map.groupBy(recipients, ({ personId }) => personId);
	const found = recipients.map((recipient) => {
		const near = new Set([
			...(byKey.get(recipient.key) ?? []),
			...(recipient.personId === null ? [] : byPerson.get(recipient.personId)!)
		]);
		near.delete(recipient);
		const twice = [...near].filter((one) => isSame(one, recipient)).map(({ id }) => id);
		const already = [
			...new Set(others.filter((one) => isSame(one, recipient)).map(({ decisionId }) => decisionId))
		];
		const warnings: RecipientWarning[] = [
			...(twice.length > 0 ? [{ kind: 'twice', others: twice } as const] : []),
			...(already.length > 0 ? [{ kind: 'already', decisionIds: already } as const] : []),
			...(result ? ofResult(recipient, result) : [])
		];
		return [recipient.id, warnings] as const;
	});
	return new Map(found.filter(([, warnings]) => warnings.length > 0));
}
