import * as v from 'valibot';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, optionalText, text, version, whole } from '#lib/server/contest/input.ts';
import { draftItem } from '../programme/save-item.ts';
import { conferenceScope } from '../scope.ts';
import { linesOf } from './honouree-lines.ts';

const MOST_HONOUREES = 1000;
const MOST_LETTERS = 40_000;
const KINDS = ['person', 'unit'] as const;
const group = whole(1, 99);

/** Whom the names are, where exactly one delegate or delegation of the conference has that name: homonyms are for the desk. */
async function linksOf(tx: Context['tx'], conferenceId: string) {
	const [delegates, delegations] = await Promise.all([
		tx.delegate.findMany({
			where: { conferenceId, status: { not: 'substituted' } },
			select: { id: true, person: { select: { fullName: true } } }
		}),
		tx.delegation.findMany({
			where: { conferenceId },
			select: { id: true, unit: { select: { name: true } } }
		})
	]);
	const one = (all: readonly { id: string; name: string }[], name: string) => {
		const same = all.filter((each) => searchKey(each.name) === searchKey(name));
		return same.length === 1 ? same[0]!.id : null;
	};
	const people = delegates.map(({ id: delegateId, person }) => ({ id: delegateId, name: person.fullName }));
	const units = delegations.map(({ id: delegationId, unit }) => ({ id: delegationId, name: unit.name }));
	return (kind: string, name: string) => ({
		delegateId: kind === 'person' ? one(people, name) : null,
		delegationId: kind === 'unit' ? one(units, name) : null
	});
}

/** A point of the draft that is for honours: MC looks for nobody's name at others. */
async function honouringItem(tx: Context['tx'], conferenceId: string, itemId: string): Promise<void> {
	const { kind } = await draftItem(tx, conferenceId, { itemId, version: null });
	if (kind === 'honouring') return;
	throw new Refusal('honouree_other_item', {}, [{ field: 'itemId', code: 'honouree_other_item' }]);
}

/** Adds people or units to be honoured at a point, a line each; whoever is known by a name that only one has is linked. */
export const addHonourees = command({
	action: 'honouree.save',
	input: v.object({
		conferenceId: id,
		itemId: id,
		kind: v.picklist(KINDS, 'field_required'),
		award: text(300),
		stageGroup: group,
		lines: text(MOST_LETTERS)
	}),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, newId, audit, publish }, { conferenceId, itemId, kind, award, stageGroup, lines }) {
		await honouringItem(tx, conferenceId, itemId);
		const typed = linesOf(lines);
		const long = typed.find(({ name, office }) => name.length > 200 || (office?.length ?? 0) > 300);
		if (long) throw new Refusal('invalid', {}, [{ field: 'lines', code: 'honouree_line_too_long' }]);
		if (typed.length === 0) throw new Refusal('invalid', {}, [{ field: 'lines', code: 'field_required' }]);
		const count = await tx.honouree.count({ where: { conferenceId } });
		if (count + typed.length > MOST_HONOUREES) throw new Refusal('honouree_full', { count: MOST_HONOUREES });
		const linked = await linksOf(tx, conferenceId);
		const last = await tx.honouree.findFirst({ where: { itemId }, orderBy: { position: 'desc' } });
		for (const [index, { name, office }] of typed.entries()) {
			const honoureeId = newId();
			const data = { kind, name, office, award, stageGroup, ...linked(kind, name) };
			const position = (last?.position ?? 0) + index + 1;
			await tx.honouree.create({
				data: { id: honoureeId, conferenceId, itemId, ...data, position, createdAt: at }
			});
			audit({ subjectKind: 'honouree', subjectId: honoureeId, after: { itemId, ...data } });
		}
		publish({ kind: 'programme.changed', conferenceId });
		return { added: typed.length };
	}
});

async function honoureeSeen(
	tx: Context['tx'],
	conferenceId: string,
	{ honoureeId, version: seen }: { readonly honoureeId: string; readonly version: number | null }
) {
	const honouree = await tx.honouree.findUnique({ where: { id: honoureeId } });
	if (honouree?.conferenceId !== conferenceId) throw new Refusal('not_found');
	if (seen !== null && honouree.version !== seen) throw new Refusal('stale');
	return honouree;
}

/** Corrects an honouree, says at which point, which delegate it is, in which group on stage, and who receives it instead. */
export const editHonouree = command({
	action: 'honouree.save',
	input: v.object({
		conferenceId: id,
		honoureeId: id,
		version,
		/** To another point; null: where they are. */
		itemId: optionalId,
		name: text(200),
		office: optionalText(300),
		award: text(300),
		stageGroup: group,
		delegateId: optionalId,
		delegationId: optionalId,
		receiverId: optionalId,
		receiverName: optionalText(200)
	}),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, audit, publish }, { conferenceId, honoureeId, version: seen, itemId, ...asked }) {
		const before = await honoureeSeen(tx, conferenceId, { honoureeId, version: seen });
		const fields = { ...asked, itemId: itemId ?? before.itemId };
		if (fields.itemId !== before.itemId) await honouringItem(tx, conferenceId, fields.itemId);
		for (const field of ['delegateId', 'receiverId'] as const) {
			const named = fields[field];
			if (named === null) continue;
			const delegate = await tx.delegate.findUnique({ where: { id: named } });
			if (delegate?.conferenceId !== conferenceId) {
				throw new Refusal('invalid', {}, [{ field, code: 'not_found' }]);
			}
		}
		if (fields.delegationId !== null) {
			const delegation = await tx.delegation.findUnique({ where: { id: fields.delegationId } });
			if (delegation?.conferenceId !== conferenceId) {
				throw new Refusal('invalid', {}, [{ field: 'delegationId', code: 'not_found' }]);
			}
		}
		await tx.honouree.update({ where: { id: honoureeId }, data: { ...fields, version: { increment: 1 } } });
		const was = Object.fromEntries(
			Object.keys(fields).map((key) => [key, before[key as keyof typeof before]])
		);
		audit({ subjectKind: 'honouree', subjectId: honoureeId, before: was, after: fields });
		publish({ kind: 'programme.changed', conferenceId });
		return { honoureeId };
	}
});

/** Takes an honouree off the list. */
export const removeHonouree = command({
	action: 'honouree.save',
	input: v.object({ conferenceId: id, honoureeId: id, version }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, audit, publish }, { conferenceId, ...named }) {
		const before = await honoureeSeen(tx, conferenceId, named);
		await tx.honouree.delete({ where: { id: before.id } });
		const { name, award, itemId } = before;
		audit({ subjectKind: 'honouree', subjectId: before.id, before: { name, award, itemId } });
		publish({ kind: 'programme.changed', conferenceId });
		return {};
	}
});
