import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { isUnchanged, programmeDifference } from '#lib/domain/conference/programme-difference.ts';
import { plannedMinutes, type ProgrammeItem } from '#lib/domain/conference/programme.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, whole } from '#lib/server/contest/input.ts';
import { conferenceScope } from '../scope.ts';
import { draftItems, newestReleases } from './items.ts';

/** How many of each kind a new version changes. */
function counted(before: readonly ProgrammeItem[], after: readonly ProgrammeItem[]) {
	const difference = programmeDifference(before, after);
	return Object.fromEntries(Object.entries(difference).map(([kind, changes]) => [kind, changes.length]));
}

/** Makes the draft the next version that everybody sees. `seen` is the newest one that the desk's page showed. */
export async function releasedDraft(
	{ tx, at, actor, newId, audit, publish }: Context,
	conferenceId: string,
	{ seen, note }: { readonly seen: number; readonly note: string | null }
) {
	const [newest] = await newestReleases(tx, conferenceId, 1);
	if ((newest?.number ?? 0) !== seen) throw new Refusal('stale');
	const items = await draftItems(tx, conferenceId);
	if (items.length === 0) throw new Refusal('programme_empty');
	const before = newest?.items ?? [];
	if (newest && isUnchanged(programmeDifference(before, items))) throw new Refusal('programme_unchanged');
	const number = seen + 1;
	const releaseId = newId();
	await tx.programmeRelease.create({
		data: {
			...{ id: releaseId, conferenceId, number, note, at },
			items: JSON.stringify(items),
			byName: nameOfActor(actor)
		}
	});
	audit({
		subjectKind: 'programme_release',
		subjectId: releaseId,
		before: { number: seen },
		after: { number, items: items.length, ...counted(before, items) },
		reason: note ?? undefined
	});
	publish({ kind: 'programme.changed', conferenceId });
	return { number };
}

/** Releases the draft as the next version: from then on it is what everybody sees, with what changed. */
export const releaseProgramme = command({
	action: 'programme.release',
	input: v.object({ conferenceId: id, seen: whole(0, 9999), note: optionalText(500) }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	run: (context, { conferenceId, ...asked }) => releasedDraft(context, conferenceId, asked)
});

/** Throws away what was changed since the newest release: the draft is that version again. */
export const revertProgramme = command({
	action: 'programme.save',
	input: v.object({ conferenceId: id, seen: whole(0, 9999) }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, audit, publish }, { conferenceId, seen }) {
		const [newest] = await newestReleases(tx, conferenceId, 1);
		if (!newest) throw new Refusal('programme_never_released');
		if (newest.number !== seen) throw new Refusal('stale');
		const difference = programmeDifference(newest.items, await draftItems(tx, conferenceId));
		const halls = await tx.conferenceHall.findMany({ where: { conferenceId }, select: { id: true } });
		for (const { id: itemId } of difference.added) {
			await tx.programmeItem.update({
				where: { id: itemId },
				data: { removedAt: at, version: { increment: 1 } }
			});
		}
		for (const item of newest.items) {
			if (!halls.some(({ id: hallId }) => hallId === item.hallId)) continue;
			const { kind, title, titleEn, owner, hallId } = item;
			const startsAt = new Date(item.plannedStart);
			const minutes = plannedMinutes(item);
			await tx.programmeItem.update({
				where: { id: item.id },
				data: {
					...{ kind, title, titleEn, owner, hallId, startsAt, minutes },
					...{ removedAt: null, version: { increment: 1 } }
				}
			});
		}
		await speechesBack(tx, conferenceId, newest.items);
		audit({
			subjectKind: 'programme',
			subjectId: conferenceId,
			before: Object.fromEntries(Object.entries(difference).map(([kind, all]) => [kind, all.length])),
			after: { number: seen }
		});
		publish({ kind: 'programme.changed', conferenceId });
		return {};
	}
});

/** Speeches stand again where the released version has them; what was withdrawn meanwhile stays so. */
async function speechesBack(tx: Context['tx'], conferenceId: string, items: readonly ProgrammeItem[]) {
	const listed = items.flatMap(({ id: itemId, speeches }) =>
		speeches.map(({ id: speechId, minutes }, index) => ({ speechId, itemId, minutes, position: index + 1 }))
	);
	const rows = await tx.speech.findMany({ where: { conferenceId } });
	for (const row of rows) {
		const back = listed.find(({ speechId }) => speechId === row.id);
		if (back && row.state !== 'withdrawn') {
			const { itemId, minutes, position } = back;
			const state = row.state === 'given' ? 'given' : 'on-programme';
			await tx.speech.update({
				where: { id: row.id },
				data: { itemId, minutes, position, state, version: { increment: 1 } }
			});
		} else if (!back && row.state === 'on-programme') {
			const state = row.text === null ? 'promised' : row.reviewedAt === null ? 'text-in' : 'reviewed';
			await tx.speech.update({
				where: { id: row.id },
				data: { itemId: null, state, version: { increment: 1 } }
			});
		}
	}
}
