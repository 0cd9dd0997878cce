import { createHash } from 'node:crypto';
import type { Actor, Scope } from '#lib/domain/access/actor.ts';
import { missingFields } from '#lib/domain/people/import/columns.ts';
import { planDelegates, type DelegateDraft } from '#lib/domain/people/import/plan-delegates.ts';
import { planPeople, type PersonDraft } from '#lib/domain/people/import/plan-people.ts';
import { planTeams, type TeamDraft } from '#lib/domain/people/import/plan-teams.ts';
import { planUnits, type UnitDraft } from '#lib/domain/people/import/plan-units.ts';
import type { ImportPlan } from '#lib/domain/people/import/table.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { contestScope, unitScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { ImportRequest } from './input.ts';
import { delegatesKnowledge, peopleKnowledge, teamKnowledge, unitKnowledge } from './knowledge.ts';

export type Planned =
	| { readonly kind: 'units'; readonly plan: ImportPlan<UnitDraft> }
	| { readonly kind: 'people'; readonly plan: ImportPlan<PersonDraft> }
	| { readonly kind: 'teams'; readonly contestId: string; readonly plan: ImportPlan<TeamDraft> }
	| { readonly kind: 'delegates'; readonly conferenceId: string; readonly plan: ImportPlan<DelegateDraft> };

/** Where an import happens: its contest for teams, its conference for delegates, its topmost unit for units and people. */
export async function importScope(
	tx: Tx,
	{
		kind,
		contestId,
		conferenceId,
		underUnitId
	}: Pick<ImportRequest, 'kind' | 'contestId' | 'conferenceId' | 'underUnitId'>
): Promise<Scope> {
	if (kind === 'teams') {
		if (!contestId) throw new Refusal('invalid', {}, [{ field: 'contestId', code: 'field_required' }]);
		return contestScope(tx, contestId);
	}
	if (kind === 'delegates') return conferenceScope(tx, wanted(conferenceId));
	return underUnitId ? unitScope(tx, underUnitId) : {};
}

function wanted(conferenceId: string | null | undefined): string {
	if (conferenceId) return conferenceId;
	throw new Refusal('invalid', {}, [{ field: 'conferenceId', code: 'field_required' }]);
}

/** What the import would do to the data as they are now. */
export async function planImport(tx: Tx, actor: Actor, request: ImportRequest, at: Date): Promise<Planned> {
	const { kind, table, headings, mapping, underUnitId, contestId } = request;
	if (missingFields(kind, mapping).length > 0) throw new Refusal('people_columns_missing');
	switch (kind) {
		case 'units': {
			const known = await unitKnowledge(tx, actor, underUnitId, at);
			return { kind, plan: planUnits(table, headings, mapping, known) };
		}
		case 'people': {
			const known = await peopleKnowledge(tx, actor, underUnitId, at);
			return { kind, plan: planPeople(table, headings, mapping, known) };
		}
		case 'teams': {
			if (!contestId) throw new Refusal('invalid', {}, [{ field: 'contestId', code: 'field_required' }]);
			const known = await teamKnowledge(tx, contestId, at);
			return { kind, contestId, plan: planTeams(table, headings, mapping, known) };
		}
		case 'delegates': {
			const conferenceId = wanted(request.conferenceId);
			const known = await delegatesKnowledge(tx, conferenceId, at);
			return { kind, conferenceId, plan: planDelegates(table, headings, mapping, known) };
		}
	}
}

/** Names what was previewed: consent is given to exactly this. */
export function planHash({ plan }: Planned): string {
	const consented = plan.rows.map(({ row, fate, id, facts, changes }) => ({ row, fate, id, facts, changes }));
	return createHash('sha256').update(canonicalJson(consented)).digest('hex');
}
