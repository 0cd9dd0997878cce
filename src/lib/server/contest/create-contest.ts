import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { rulesHash } from '#lib/domain/contest/rules-hash.ts';
import { RULES_TEMPLATES, TEMPLATE_KEYS } from '#lib/domain/contest/templates/templates.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { contestEntries, daysInOrder } from './contest-fields.ts';
import { copyClusters, copyUnits } from './copy-contest.ts';
import { ticked } from './input.ts';
import { contestScope, unitScope } from './scope.ts';

/** `template:cityContest`, or `contest:<id>` to begin with last year's rules, clusters and units. */
const begin = v.pipe(
	v.string('field_required'),
	v.regex(/^(template:[A-Za-z]+|contest:[0-9a-f-]{36})$/, 'field_required')
);

/** Makes a contest from a template's rules, or as a copy of an earlier contest without its teams and marks. */
export const createContest = command({
	action: 'contest.create',
	input: v.pipe(
		v.object({ ...contestEntries, begin, isInvented: ticked }),
		v.forward(v.partialCheck([['startsOn'], ['endsOn']], daysInOrder, 'contest_ends_before_start'), [
			'endsOn'
		])
	),
	scope: (tx, input) => unitScope(tx, input.hostUnitId),
	async run(context, { begin, ...fields }) {
		const { tx, at, actor } = context;
		if (await tx.contest.findUnique({ where: { code: fields.code }, select: { id: true } })) {
			throw new Refusal('contest_code_taken', { code: fields.code }, [
				{ field: 'code', code: 'contest_code_taken', params: { code: fields.code } }
			]);
		}
		const [from, key = ''] = begin.split(':');
		const rules = from === 'template' ? templateRules(key) : await earlierRules(context, key);
		const contestId = context.newId();
		await tx.contest.create({
			data: {
				...fields,
				titleEn: fields.titleEn ?? fields.titleVi,
				id: contestId,
				status: 'draft',
				createdAt: at
			}
		});
		await tx.rulesVersion.create({
			data: { id: context.newId(), contestId, version: 1, ...rules, createdBy: actorId(actor), createdAt: at }
		});
		const copied =
			from === 'contest'
				? {
						clusters: await copyClusters(context, key, contestId),
						units: await copyUnits(context, key, contestId)
					}
				: {};
		context.audit({
			subjectKind: 'contest',
			subjectId: contestId,
			after: { ...fields, begin, rulesHash: rules.hash, ...copied }
		});
		context.publish({ kind: 'contest.changed', contestId });
		return { contestId, code: fields.code };
	}
});

function templateRules(key: string) {
	const known = TEMPLATE_KEYS.find((template) => template === key);
	const template = RULES_TEMPLATES.find((candidate) => candidate.key === known);
	if (!template) throw new Refusal('invalid', {}, [{ field: 'begin', code: 'field_invalid' }]);
	return { json: canonicalJson(template.rules), hash: rulesHash(template.rules) };
}

async function earlierRules({ tx, actor }: Context, contestId: string) {
	if (!may(actor, 'contest.read', await contestScope(tx, contestId))) throw new Refusal('forbidden');
	const newest = await tx.rulesVersion.findFirst({ where: { contestId }, orderBy: { version: 'desc' } });
	if (!newest) throw new Refusal('contest_no_rules');
	return { json: newest.json, hash: newest.hash };
}
