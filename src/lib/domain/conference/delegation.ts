import { CAME_BY_HAND, type DelegateStatus } from './delegate-status.ts';

/** A delegation has exactly one head; deputies lead in their order where the head is away. */
export const DELEGATE_ROLES = ['head', 'deputy', 'member'] as const;
export type DelegateRole = (typeof DELEGATE_ROLES)[number];

export interface Ranked {
	readonly id: string;
	readonly role: DelegateRole;
	/** 1 for the first deputy; null for others. */
	readonly deputyOrder: number | null;
}

const byOrder = (one: Ranked, other: Ranked): number =>
	(one.deputyOrder ?? Number.MAX_SAFE_INTEGER) - (other.deputyOrder ?? Number.MAX_SAFE_INTEGER);

/** The same people with one head, and deputies numbered 1, 2, 3 …: where nobody is head, the first deputy is, else the first. */
export function settled<Each extends Ranked>(people: readonly Each[], unwilling?: string): Each[] {
	const deputies = people.filter(({ role }) => role === 'deputy').sort(byOrder);
	const heads = people.filter(({ role }) => role === 'head');
	const preferred =
		heads[0] ?? deputies.find(({ id }) => id !== unwilling) ?? people.find(({ id }) => id !== unwilling);
	const head = preferred ?? people[0];
	const order = deputies.filter(({ id }) => id !== head?.id).map(({ id }) => id);
	return people.map((each) => {
		if (each.id === head?.id) return { ...each, role: 'head', deputyOrder: null };
		const place = order.indexOf(each.id);
		if (place >= 0) return { ...each, role: 'deputy', deputyOrder: place + 1 };
		return { ...each, role: 'member', deputyOrder: null };
	});
}

/** Everybody's role once `id` has the role: a new head takes the old one's place, who becomes a member. `order`: among deputies. */
export function ranked<Each extends Ranked>(
	people: readonly Each[],
	id: string,
	role: DelegateRole,
	order: number | null = null
): Each[] {
	const changed = people.map((each) => {
		if (each.id === id) {
			// Half a place before whoever has it now.
			const place = order === null ? Number.MAX_SAFE_INTEGER : order - 0.5;
			return { ...each, role, deputyOrder: role === 'deputy' ? place : null };
		}
		return role === 'head' && each.role === 'head' ? { ...each, role: 'member' as const } : each;
	});
	return settled(changed, role === 'head' ? undefined : id);
}

const STAYS_AWAY: readonly DelegateStatus[] = ['substituted', 'excused', 'absent'];

/** Who leads the delegation there: its head, or the first deputy where the head does not come. */
export function leader<Each extends Ranked & { readonly status: DelegateStatus }>(
	people: readonly Each[]
): Each | null {
	const coming = people.filter(({ status }) => !STAYS_AWAY.includes(status));
	const deputies = coming.filter(({ role }) => role === 'deputy').sort(byOrder);
	return coming.find(({ role }) => role === 'head') ?? deputies[0] ?? null;
}

/** A delegation at a glance. Seats are counted: whoever was substituted has left theirs to another. */
export interface DelegationCount {
	readonly quota: number;
	readonly named: number;
	readonly vacant: number;
	readonly over: number;
	readonly unconfirmed: number;
	readonly confirmed: number;
	/** Seats that another holds than first named. */
	readonly substituted: number;
	/** From here on of the counted categories only, as in the roll-call: a unit's driver is no share of those who came. */
	readonly excused: number;
	readonly came: number;
	readonly absent: number;
}

/** `standsIn`: sits in another's place. `isCounted`: of a category that the roll-call counts. */
export function delegationCount(
	quota: number,
	people: readonly {
		readonly status: DelegateStatus;
		readonly standsIn: boolean;
		readonly isCounted: boolean;
	}[]
): DelegationCount {
	const seated = people.filter(({ status }) => status !== 'substituted');
	const count = (...statuses: readonly DelegateStatus[]) =>
		seated.filter(({ status }) => statuses.includes(status)).length;
	const counted = (...statuses: readonly DelegateStatus[]) =>
		seated.filter(({ status, isCounted }) => isCounted && statuses.includes(status)).length;
	return {
		quota,
		named: seated.length,
		vacant: Math.max(0, quota - seated.length),
		over: Math.max(0, seated.length - quota),
		unconfirmed: count('invited'),
		confirmed: count('confirmed'),
		substituted: seated.filter(({ standsIn }) => standsIn).length,
		excused: counted('excused'),
		came: counted(...CAME_BY_HAND),
		absent: counted('absent')
	};
}

/** What has to be done before the day, most urgent first. */
export type OpenPoint =
	| { readonly point: 'nobody'; readonly count: number }
	| { readonly point: 'vacant' | 'unconfirmed' | 'excused' | 'over'; readonly count: number }
	| { readonly point: 'not-sent'; readonly count: 0 };

export function openPoints(count: DelegationCount, wasSentIn: boolean): OpenPoint[] {
	const points: OpenPoint[] = [];
	if (count.named === 0) points.push({ point: 'nobody', count: count.quota });
	else if (count.vacant > 0) points.push({ point: 'vacant', count: count.vacant });
	if (count.over > 0) points.push({ point: 'over', count: count.over });
	if (count.unconfirmed > 0) points.push({ point: 'unconfirmed', count: count.unconfirmed });
	if (count.excused > 0) points.push({ point: 'excused', count: count.excused });
	if (!wasSentIn) points.push({ point: 'not-sent', count: 0 });
	return points;
}

/** Until when a unit may name and replace its people by itself: the deadline, or the morning of the first day. */
export function namesUntil(conference: {
	readonly namesUntil: Date | null;
	readonly startsOn: string;
}): Date {
	return conference.namesUntil ?? new Date(`${conference.startsOn}T00:00:00+07:00`);
}

const OVER = ['finished', 'archived'];

/** Whether a unit may still write behind its link. */
export function mayNameNow(
	conference: { readonly namesUntil: Date | null; readonly startsOn: string; readonly status: string },
	at: Date
): boolean {
	return !OVER.includes(conference.status) && at.getTime() <= namesUntil(conference).getTime();
}
