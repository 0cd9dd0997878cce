import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, optionalText, reason, text } from '#lib/server/contest/input.ts';
import { movedRoster } from './roster-rev.ts';
import { conferenceScope } from './scope.ts';

/** Adds a gate, or changes its name, its group and the checkpoints that its tablets read for. */
export const saveGate = command({
	action: 'conference.set-up',
	input: v.object({
		conferenceId: id,
		gateId: optionalId,
		name: text(80),
		group: optionalText(40),
		checkpointIds: v.pipe(v.optional(v.array(id), []), v.minLength(1, 'conference_gate_checkpoints'))
	}),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, gateId, name, group, checkpointIds }) {
		const { tx, newId, audit, publish } = context;
		const [gates, checkpoints] = await Promise.all([
			tx.gate.findMany({ where: { conferenceId }, include: { checkpoints: true } }),
			tx.checkpoint.findMany({ where: { conferenceId, removedAt: null }, select: { id: true } })
		]);
		const before = gates.find(({ id: known }) => known === gateId);
		if (gateId && !before) throw new Refusal('not_found');
		if (gates.some((other) => other.id !== gateId && other.name === name && !other.removedAt)) {
			throw new Refusal('conference_name_taken', { name }, [
				{ field: 'name', code: 'conference_name_taken', params: { name } }
			]);
		}
		const chosen = [...new Set(checkpointIds)];
		if (chosen.some((wanted) => !checkpoints.some(({ id: known }) => known === wanted))) {
			throw new Refusal('invalid', {}, [{ field: 'checkpointIds', code: 'not_found' }]);
		}
		const savedId = before?.id ?? newId();
		if (before) await tx.gate.update({ where: { id: savedId }, data: { name, group } });
		else {
			await tx.gate.create({
				data: { id: savedId, conferenceId, name, group, position: gates.length + 1 }
			});
		}
		await tx.gateCheckpoint.deleteMany({ where: { gateId: savedId } });
		for (const checkpointId of chosen) {
			await tx.gateCheckpoint.create({ data: { gateId: savedId, checkpointId } });
		}
		audit({
			subjectKind: 'gate',
			subjectId: savedId,
			before: before && {
				name: before.name,
				group: before.group,
				checkpointIds: before.checkpoints.map(({ checkpointId }) => checkpointId)
			},
			after: { name, group, checkpointIds: chosen }
		});
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return { gateId: savedId };
	}
});

/** Takes a gate away. What was read there stays. */
export const removeGate = command({
	action: 'conference.set-up',
	input: v.object({ conferenceId: id, gateId: id, reason }),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, gateId, reason: why }) {
		const { tx, at, audit, publish } = context;
		const gate = await tx.gate.findUnique({ where: { id: gateId } });
		if (gate?.conferenceId !== conferenceId) throw new Refusal('not_found');
		if (gate.removedAt) return {};
		await tx.gate.update({ where: { id: gateId }, data: { removedAt: at } });
		audit({
			subjectKind: 'gate',
			subjectId: gateId,
			before: { name: gate.name },
			after: { removed: true },
			reason: why
		});
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return {};
	}
});
