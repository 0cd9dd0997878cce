import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { REASONED_STEPS } from '#lib/domain/conference/speech-state.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, version } from '#lib/server/contest/input.ts';
import { draftItem } from '../programme/save-item.ts';
import { speechScope, speechSeen, stepped } from './speech-scope.ts';

/** What the desk does to a speech besides placing it. */
export const DESK_STEPS = ['accept', 'send-back', 'take-off', 'text-only', 'withdraw', 'restore'] as const;

/** The desk reviews a speech with a remark, takes it off the draft, has it handed in as text only, or withdraws it. */
export const moveSpeech = command({
	action: 'speech.save',
	input: v.object({
		speechId: id,
		version,
		step: v.picklist(DESK_STEPS, 'field_required'),
		remark: optionalText(2000)
	}),
	scope: (tx, { speechId }) => speechScope(tx, speechId),
	async run({ tx, at, actor, audit, publish }, { speechId, version: seen, step, remark }) {
		const before = await speechSeen(tx, speechId, seen);
		const state = stepped(before, step);
		if (REASONED_STEPS.includes(step) && (remark?.length ?? 0) < 5) {
			throw new Refusal('invalid', {}, [{ field: 'remark', code: 'contest_reason_required' }]);
		}
		const isReview = step === 'accept' || step === 'send-back';
		await tx.speech.update({
			where: { id: speechId },
			data: {
				state,
				version: { increment: 1 },
				...(isReview ? { remark, reviewedBy: nameOfActor(actor) } : {}),
				...(step === 'accept' ? { reviewedAt: at } : {}),
				...(step === 'send-back' ? { reviewedAt: null } : {}),
				...(step === 'withdraw' ? { reason: remark } : {}),
				...(step === 'restore' ? { reason: null } : {}),
				...(isReview || step === 'restore' ? {} : { itemId: null })
			}
		});
		audit({
			subjectKind: 'speech',
			subjectId: speechId,
			before: { state: before.state, itemId: before.itemId },
			after: { state },
			reason: remark ?? undefined
		});
		publish({ kind: 'programme.changed', conferenceId: before.conferenceId });
		return { state };
	}
});

/** Puts a speech at a point of the draft: behind those that are there, or elsewhere in their order. */
export const placeSpeech = command({
	action: 'speech.save',
	input: v.object({
		speechId: id,
		version,
		itemId: id,
		position: v.optional(v.nullable(v.pipe(v.union([v.string(), v.number()]), v.transform(Number))), null)
	}),
	scope: (tx, { speechId }) => speechScope(tx, speechId),
	async run({ tx, audit, publish }, { speechId, version: seen, itemId, position }) {
		const before = await speechSeen(tx, speechId, seen);
		const state = stepped(before, 'place');
		const item = await draftItem(tx, before.conferenceId, { itemId, version: null });
		if (item.kind !== 'speeches' && item.kind !== 'discussion') throw new Refusal('speech_not_here');
		const others = await placedAt(tx, itemId, speechId);
		const place = position !== null && position >= 1 ? Math.min(position - 1, others.length) : others.length;
		const order = [...others.slice(0, place), speechId, ...others.slice(place)];
		await tx.speech.update({
			where: { id: speechId },
			data: { state, itemId, version: { increment: 1 } }
		});
		for (const [index, each] of order.entries()) {
			await tx.speech.update({ where: { id: each }, data: { position: index + 1 } });
		}
		audit({
			subjectKind: 'speech',
			subjectId: speechId,
			before: { state: before.state, itemId: before.itemId, position: before.position },
			after: { state, itemId, position: place + 1 }
		});
		publish({ kind: 'programme.changed', conferenceId: before.conferenceId });
		return { position: place + 1 };
	}
});

/** The other speeches at a point, in their order. */
async function placedAt(tx: Context['tx'], itemId: string, but: string): Promise<string[]> {
	const placed = await tx.speech.findMany({
		where: { itemId, id: { not: but }, state: { in: ['on-programme', 'given'] } },
		orderBy: [{ position: 'asc' }, { id: 'asc' }],
		select: { id: true }
	});
	return placed.map(({ id: speechId }) => speechId);
}
