import type { Tx } from '#lib/server/db/client.ts';
import type { Submission } from './register-team.ts';

export interface SentTeam {
	readonly at: Date;
	readonly by: string;
	readonly submission: Submission;
}

/** Everything that was sent for a team, newest first. */
export async function submissionsOf(read: Tx, teamId: string): Promise<SentTeam[]> {
	const entries = await read.auditEntry.findMany({
		where: { subjectKind: 'registration', subjectId: teamId, action: 'team.submit' },
		orderBy: { seq: 'desc' },
		select: { at: true, actorName: true, after: true }
	});
	return entries.map(({ at, actorName, after }) => ({
		at,
		by: actorName,
		submission: JSON.parse(after ?? '{}') as Submission
	}));
}

export interface SubmissionChange {
	readonly field: Exclude<keyof Submission, 'members'> | 'member';
	readonly before: string | null;
	readonly after: string | null;
}

const TEXTS = ['name', 'modelTitle', 'modelSummary', 'stageNeeds', 'contactName', 'contactPhone'] as const;

/** What the later submission says differently; `line` writes one member in words. */
export function submissionChanges(
	before: Submission,
	after: Submission,
	line: (member: Submission['members'][number]) => string
): SubmissionChange[] {
	const changes: SubmissionChange[] = [];
	for (const field of TEXTS) {
		if (before[field] !== after[field]) changes.push({ field, before: before[field], after: after[field] });
	}
	const [wasUnits, isUnits] = [before.units.join(', '), after.units.join(', ')];
	if (wasUnits !== isUnits) changes.push({ field: 'units', before: wasUnits, after: isUnits });
	const gone = before.members.filter(
		(member) => !after.members.some((other) => line(other) === line(member))
	);
	const come = after.members.filter(
		(member) => !before.members.some((other) => line(other) === line(member))
	);
	for (const member of gone) {
		const same = come.findIndex(({ fullName }) => fullName === member.fullName);
		const now = same >= 0 ? come.splice(same, 1)[0]! : null;
		changes.push({ field: 'member', before: line(member), after: now && line(now) });
	}
	for (const member of come) changes.push({ field: 'member', before: null, after: line(member) });
	return changes;
}

/**
 * People of other teams with the same name and year of birth as somebody of this team. They count as different people,
 * because the name alone proves nothing; the organizer is told, because one person may be in one team only.
 */
export async function namesakesOf(
	read: Tx,
	contestId: string,
	teamId: string
): Promise<{ person: string; team: string }[]> {
	const own = await read.teamMember.findMany({
		where: { teamId },
		select: { person: { select: { searchKey: true, birthYear: true } } }
	});
	const others = await read.teamMember.findMany({
		where: {
			contestId,
			teamId: { not: teamId },
			person: { searchKey: { in: own.map(({ person }) => person.searchKey) } }
		},
		include: {
			person: { select: { fullName: true, searchKey: true, birthYear: true } },
			team: { select: { name: true } }
		}
	});
	return others
		.filter(({ person }) =>
			own.some(
				({ person: mine }) =>
					mine.searchKey === person.searchKey &&
					(mine.birthYear === null || person.birthYear === null || mine.birthYear === person.birthYear)
			)
		)
		.map(({ person, team }) => ({ person: person.fullName, team: team.name }));
}

/** Names of units in the order of the ids. */
export async function unitNamesOf(read: Tx, unitIds: readonly string[]): Promise<string[]> {
	const units = await read.unit.findMany({
		where: { id: { in: [...unitIds] } },
		select: { id: true, name: true }
	});
	return unitIds.map((id) => units.find((unit) => unit.id === id)?.name ?? '');
}
