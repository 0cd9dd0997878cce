import type { Tx } from '#lib/server/db/client.ts';
import { isOpen } from './deadline.ts';

export const INVITATION_STATES = [
	'revoked',
	'notOpened',
	'opened',
	'draft',
	'late',
	'submitted',
	'returned',
	'accepted'
] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

export interface InvitedUnit {
	readonly invitationId: string;
	readonly unitId: string;
	readonly unitName: string;
	readonly maxTeams: number;
	readonly madeAt: Date;
	readonly isRevoked: boolean;
	readonly state: InvitationState;
	readonly teams: readonly {
		readonly id: string;
		readonly code: string;
		readonly name: string;
		readonly status: string;
		readonly isWithdrawn: boolean;
	}[];
}

interface StateOf {
	readonly isRevoked: boolean;
	readonly isOpened: boolean;
	readonly isClosed: boolean;
	readonly statuses: readonly string[];
}

/** Where a unit stands as a whole: the least advanced of its teams counts; late once the deadline is over and nothing was sent. */
export function invitationState({ isRevoked, isOpened, isClosed, statuses }: StateOf): InvitationState {
	for (const status of ['returned', 'draft', 'submitted', 'accepted'] as const) {
		if (!statuses.includes(status)) continue;
		return status === 'draft' && isClosed ? 'late' : status;
	}
	if (isRevoked) return 'revoked';
	if (isClosed) return 'late';
	return isOpened ? 'opened' : 'notOpened';
}

/** The desk's page: deadline, and every invited unit with what it has sent, sorted the Vietnamese way. */
export async function registrationDesk(read: Tx, contestId: string, at: Date) {
	const contest = await read.contest.findUniqueOrThrow({
		where: { id: contestId },
		select: { registration: true, registrationClosesAt: true }
	});
	const invitations = await read.teamInvitation.findMany({
		where: { contestId },
		include: { teams: { orderBy: { code: 'asc' } } }
	});
	const units = await read.unit.findMany({
		where: { id: { in: invitations.map(({ unitId }) => unitId) } },
		select: { id: true, name: true }
	});
	const openings = await read.auditEntry.findMany({
		where: { contestId, action: 'invitation.open', subjectKind: 'invitation' },
		select: { subjectId: true, at: true }
	});
	const names = new Map(units.map(({ id, name }) => [id, name]));
	const collator = new Intl.Collator('vi', { numeric: true });
	const isClosed = contest.registrationClosesAt !== null && !isOpen(contest, at);
	const invited = invitations
		.map((invitation): InvitedUnit => {
			const isRevoked = invitation.revokedAt !== null;
			const teams = invitation.teams.map(({ id, code, name, status, withdrawnAt }) => ({
				id,
				code,
				name,
				status,
				isWithdrawn: withdrawnAt !== null
			}));
			const isOpened = openings.some(
				(opening) => opening.subjectId === invitation.id && opening.at >= invitation.createdAt
			);
			const statuses = teams.filter(({ isWithdrawn }) => !isWithdrawn).map(({ status }) => status);
			return {
				invitationId: invitation.id,
				unitId: invitation.unitId,
				unitName: names.get(invitation.unitId) ?? '',
				maxTeams: invitation.maxTeams,
				madeAt: invitation.createdAt,
				isRevoked,
				state: invitationState({ isRevoked, isOpened, isClosed, statuses }),
				teams
			};
		})
		.sort((a, b) => collator.compare(a.unitName, b.unitName));
	return { isOpen: isOpen(contest, at), closesAt: contest.registrationClosesAt, invited };
}
