import type { Stage } from '#lib/domain/contest/rules.ts';
import { scoredParts } from '#lib/domain/contest/part.ts';
import { savePanel } from '#lib/server/contest/save-panel.ts';
import { makeRounds } from '#lib/server/contest/save-round.ts';
import { newestRules } from '#lib/server/contest/newest-rules.ts';
import type { Database } from '#lib/server/db/client.ts';
import { asRehearsal } from './conductor.ts';

/** What every judge is called who is made up because a seat is still empty. */
export const INVENTED_JUDGE = 'Giám khảo giả lập';

/** Kinds of judges that the stage asks for, each as often as seats are still to be given to it. */
function kindsFor(stage: Stage): readonly (string | null)[] {
	const kinds = new Set(
		scoredParts(stage.parts).flatMap(({ part }) => (part.kind === 'judged' ? part.judgeKinds : []))
	);
	return kinds.size === 0 ? [null] : [...kinds].toSorted();
}

/**
 * Makes the rounds that a rehearsal's copy lacks, and seats invented judges where a panel is smaller than planned: an
 * organizer can rehearse before everybody is named. Tells how many were invented.
 */
export async function fillPanels(database: Database, contestId: string): Promise<number> {
	const { rules } = await newestRules(database.read, contestId);
	let invented = 0;
	for (const stage of rules.stages) {
		await asRehearsal(database, makeRounds, { contestId, stageKey: stage.key });
		const rounds = await database.read.round.findMany({
			where: { contestId, stageKey: stage.key },
			orderBy: { position: 'asc' },
			include: {
				panel: {
					orderBy: { position: 'asc' },
					include: { person: { select: { fullName: true, unitId: true } } }
				}
			}
		});
		const kinds = kindsFor(stage);
		for (const round of rounds) {
			const judges = round.panel.filter(({ role }) => role === 'chair' || role === 'judge');
			const needsChair = stage.panel.chairs > 0 && !judges.some(({ role }) => role === 'chair');
			const missing = Math.max(stage.panel.judges - judges.length, needsChair ? 1 : 0);
			if (missing === 0) continue;
			const kept = round.panel.map(({ id: seatId, personId, role, label, speciality, person }) => ({
				seatId,
				personId,
				role,
				label,
				speciality,
				fullName: person.fullName,
				unitId: person.unitId
			}));
			const added = Array.from({ length: missing }, (_, index) => ({
				fullName: `${INVENTED_JUDGE} ${round.position}.${index + 1}`,
				role: needsChair && index === 0 ? 'chair' : 'judge',
				speciality: kinds[(judges.length + index) % kinds.length]!
			}));
			await asRehearsal(database, savePanel, { roundId: round.id, seats: [...kept, ...added] });
			invented += missing;
		}
	}
	return invented;
}
