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
