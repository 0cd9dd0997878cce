import * as v from 'valibot';
import { actorId, nameOfActor } from '#lib/domain/access/actor.ts';
import { PAPER_KINDS, namesVersion } from '#lib/domain/records/paper-name.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, whole } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';

const MOST = 500;

const paper = v.object({
	kind: v.picklist(PAPER_KINDS, 'field_invalid'),
	/** A seat or a team of the round; empty for papers of the whole round. */
	subject: v.optional(v.union([v.literal(''), id], 'field_invalid'), ''),
	version: v.optional(whole(0, 999_999), 0),
	isDraft: v.optional(v.boolean(), false),
	locale: v.optional(v.picklist(['vi', 'en'], 'field_invalid'), 'vi'),
	hash: v.optional(v.pipe(v.string(), v.regex(/^([0-9a-f]{64})?$/, 'field_invalid')), '')
});

/** Writes down that papers left the desk: what says something else later can then be fetched back. */
export const logPrints = command({
	action: 'record.print',
	input: v.object({
		roundId: id,
		papers: v.pipe(v.array(paper), v.minLength(1, 'field_required'), v.maxLength(MOST, 'field_too_long'))
	}),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run({ tx, actor, at, scope, newId, audit }, { roundId, papers }) {
		const seats = await tx.panelSeat.findMany({ where: { roundId }, select: { id: true } });
		const entries = await tx.entry.findMany({ where: { roundId }, select: { teamId: true } });
		const versions = await tx.resultVersion.findMany({ where: { roundId }, select: { version: true } });
		const known = {
			judge: new Set(seats.map((seat) => seat.id)),
			team: new Set(entries.map(({ teamId }) => teamId)),
			versions: new Set(versions.map(({ version }) => version))
		};
		const printed = { printedBy: actorId(actor), printedName: nameOfActor(actor), at };
		const printIds: string[] = [];
		for (const { kind, subject, version, isDraft, locale, hash } of papers) {
			const subjects = kind === 'judge' || kind === 'team' ? known[kind] : new Set(['']);
			const isNamed = namesVersion(kind) && !isDraft ? known.versions.has(version) : version === 0;
			if (!subjects.has(subject) || !isNamed) throw new Refusal('not_found');
			const printId = newId();
			printIds.push(printId);
			const paper = { kind, subject, version, isDraft, locale, contentHash: hash };
			await tx.printedRecord.create({
				data: { id: printId, contestId: scope.contestId!, roundId, ...paper, ...printed }
			});
			audit({ subjectKind: 'print', subjectId: printId, after: { roundId, ...paper } });
		}
		return { printIds };
	}
});
