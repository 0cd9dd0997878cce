import type { Database } from '#lib/server/db/client.ts';
import { letIn } from './came-in.ts';
import { issuedCertificates } from './issued-certificates.ts';
import type { StoryConference } from './story-conference.ts';
import type { StoryAward, StoryOptions } from './story-world.ts';

/** Decisions for a conference with certificates that were issued to its delegates, some of whom are in the hall. */
export async function storyAwards(
	database: Database,
	{ id: conferenceId }: StoryConference,
	{ decisions, inHall }: NonNullable<StoryOptions['awards']>
): Promise<StoryAward[]> {
	const { hostUnitId: unitId } = await database.read.conference.findUniqueOrThrow({
		where: { id: conferenceId }
	});
	const delegates = await database.read.delegate.findMany({
		where: { conferenceId },
		select: { personId: true, person: { select: { fullName: true } } }
	});
	const people = new Map(delegates.map(({ personId, person }) => [person.fullName, personId]));
	await letIn(
		database,
		conferenceId,
		inHall.map((name) => people.get(name)!)
	);
	const made: StoryAward[] = [];
	for (const [index, names] of decisions.entries()) {
		const { decisionId, certificates } = await issuedCertificates(database, {
			...{ unitId, names, conferenceId, number: `${1234 + index}/QĐ-UBND` },
			personIds: names.map((name) => people.get(name) ?? null)
		});
		made.push({
			decision: decisionId,
			certificates: certificates.map(({ id, code }, at) => ({ id, code, name: names[at]! }))
		});
	}
	return made;
}
