import { searchKey } from '../search-key.ts';
import { writtenName } from '../written-name.ts';
import { changesOf } from './changes.ts';
import type { Mapping } from './columns.ts';
import { listOf, rowsOf, textOf, type Row } from './row-reader.ts';
import type { ImportPlan, PlannedRow, Table } from './table.ts';
import { unitFinder, type NamedUnit } from './unit-finder.ts';

/** A person in a team's list: known already, or made with the first of the team's units. */
export interface MemberDraft {
	readonly personId: string | null;
	readonly fullName: string;
	readonly birthYear: number | null;
	readonly role: string;
}

export interface TeamDraft {
	readonly code: string;
	readonly name: string;
	readonly clusterId: string | null;
	readonly modelTitle: string | null;
	readonly contactName: string | null;
	readonly contactPhone: string | null;
	readonly unitIds: readonly string[];
	readonly members: readonly MemberDraft[];
}

export interface KnownTeam extends TeamDraft {
	readonly id: string;
	/** In a round that has been opened: its list is not changed by an import any more. */
	readonly isLocked: boolean;
}

export interface TeamKnowledge {
	readonly units: readonly NamedUnit[];
	readonly clusters: readonly { readonly id: string; readonly key: string; readonly name: string }[];
	readonly teams: readonly KnownTeam[];
	readonly people: readonly {
		readonly id: string;
		readonly fullName: string;
		readonly birthYear: number | null;
		readonly unitId: string | null;
	}[];
	/** YYYY-MM-DD */
	readonly today: string;
}

const NAME_AND_YEAR = /^(.*?)[\s,]*[(\-–,]?\s*(?:sn\.?\s*)?((?:19|20)\d{2})\)?$/iu;
const ROLE_FIELD = { leader: 'leader', member: 'members', reserve: 'reserves' } as const;

function readMember(text: string): { fullName: string; birthYear: number | null } {
	const dated = NAME_AND_YEAR.exec(text);
	return dated
		? { fullName: writtenName(dated[1]!.replace(/[(,–-]\s*$/u, '')), birthYear: Number(dated[2]) }
		: { fullName: text, birthYear: null };
}

/** Companions who do not compete stand in no list of members, and stay. */
const support = (team: KnownTeam | null): readonly MemberDraft[] =>
	team?.members.filter(({ role }) => role === 'support') ?? [];

const memberWords = (members: readonly MemberDraft[]): string =>
	members.map(({ fullName, role }) => (role === 'member' ? fullName : `${fullName} (${role})`)).join('; ');

/** What a list of teams, one a row, would change in a contest. A team is recognised by code, else by name. */
export function planTeams(
	table: Table,
	headings: number,
	mapping: Mapping,
	known: TeamKnowledge
): ImportPlan<TeamDraft> {
	const { rows, problems } = rowsOf(table, headings, mapping);
	const findUnit = unitFinder(known.units, known.today);
	const unitNames = new Map(known.units.map(({ id, name }) => [id, name]));
	const clusterNames = new Map(known.clusters.map(({ id, name }) => [id, name]));
	const byName = new Map<string, TeamKnowledge['people'][number][]>();
	for (const person of known.people)
		byName.set(person.fullName, [...(byName.get(person.fullName) ?? []), person]);
	const codes = new Set(known.teams.map(({ code }) => code));
	for (const row of rows) if (row.text('code')) codes.add(row.text('code'));
	let nextNumber = 1;
	function freshCode(): string {
		for (; ; nextNumber++) {
			const code = String(nextNumber).padStart(2, '0');
			if (codes.has(code)) continue;
			codes.add(code);
			return code;
		}
	}

	function unitsOf(row: Row): string[] {
		const whole = row.text('units');
		if (whole === '') {
			row.error('units', 'people_cell_required');
			return [];
		}
		const asOne = findUnit(whole);
		const names = asOne.kind === 'one' ? [whole] : listOf(row.lines('units').replace(/\s\+\s/g, ';'));
		return names.flatMap((text) => {
			const found = findUnit(text);
			if (found.kind === 'one') return [found.unit.id];
			if (found.kind === 'many') row.error('units', 'people_cell_many_units', { text });
			else {
				const params = { text, suggestion: found.suggestion?.name ?? '' };
				row.error(
					'units',
					found.suggestion ? 'people_cell_unknown_unit_near' : 'people_cell_unknown_unit',
					params
				);
			}
			return [];
		});
	}

	function clusterOf(row: Row): string | null {
		const text = row.text('cluster');
		if (text === '') return null;
		const key = searchKey(text);
		const found = known.clusters.filter(
			(cluster) =>
				searchKey(cluster.key) === key ||
				searchKey(cluster.name) === key ||
				(/^\d+$/.test(key) && searchKey(cluster.name).endsWith(` ${key}`))
		);
		if (found.length === 1) return found[0]!.id;
		row.error('cluster', found.length > 1 ? 'people_cell_many_clusters' : 'people_cell_unknown_cluster', {
			text
		});
		return null;
	}

	const playsIn = new Map<string, Row>();
	function membersOf(row: Row, unitIds: readonly string[], existing: KnownTeam | null): MemberDraft[] {
		const members: MemberDraft[] = [];
		for (const role of ['leader', 'member', 'reserve'] as const) {
			const field = ROLE_FIELD[role];
			for (const text of listOf(row.lines(field))) {
				const { fullName, birthYear } = readMember(text);
				if (fullName.length > 120) {
					row.error(field, 'people_cell_too_long', { longest: 120 });
					continue;
				}
				const fits = (byName.get(fullName) ?? []).filter(
					(person) => birthYear === null || person.birthYear === null || person.birthYear === birthYear
				);
				const inTeam = existing?.members.filter((member) => member.fullName === fullName) ?? [];
				const own = fits.filter(({ unitId }) => unitId !== null && unitIds.includes(unitId));
				if (inTeam.length !== 1 && own.length > 1)
					row.error(field, 'people_cell_many_people', { text: fullName });
				const personId = (inTeam.length === 1 ? inTeam[0]!.personId : own[0]?.id) ?? null;
				const key = personId ?? `${fullName}\n${birthYear}\n${unitIds[0]}`;
				const other = playsIn.get(key);
				if (other && other.number !== row.number) {
					row.error(field, 'people_cell_in_two_teams', { name: fullName, row: other.number });
				} else if (other) {
					// A leader stands among the members too in most lists.
					if (
						members.find((member) => (member.personId ?? member.fullName) === (personId ?? fullName))
							?.role !== 'leader'
					) {
						row.error(field, 'people_cell_member_twice', { name: fullName });
					}
					continue;
				}
				playsIn.set(key, row);
				members.push({ personId, fullName, birthYear, role });
			}
		}
		return members;
	}

	const elsewhere = new Map<string, KnownTeam>();
	for (const team of known.teams) {
		for (const { personId } of team.members) if (personId) elsewhere.set(personId, team);
	}
	const seen = new Map<string, Row>();
	const drafts = rows.map((row) => {
		const code = textOf(row, 'code', 20);
		const name = textOf(row, 'name', 200) ?? '';
		const namesakes = known.teams.filter((team) => team.name === name);
		const existing = (code ? known.teams.find((team) => team.code === code) : namesakes[0]) ?? null;
		if (!name && !existing) row.error('name', 'people_cell_required');
		if (!code && namesakes.length > 1) row.error('name', 'people_cell_many_teams', { text: name });
		const own = code ? `code ${code}` : `name ${name}`;
		const first = seen.get(own);
		if (first) row.error(code ? 'code' : 'name', 'people_cell_twice', { row: first.number });
		else seen.set(own, row);
		const unitIds = [...new Set(unitsOf(row))];
		const hasMembers = ['leader', 'members', 'reserves'].some((field) => row.text(field) !== '');
		const draft: TeamDraft = {
			code: code ?? existing?.code ?? freshCode(),
			name: name || (existing?.name ?? ''),
			clusterId: clusterOf(row) ?? existing?.clusterId ?? null,
			modelTitle: textOf(row, 'modelTitle', 300) ?? existing?.modelTitle ?? null,
			contactName: textOf(row, 'contactName', 120) ?? existing?.contactName ?? null,
			contactPhone: textOf(row, 'contactPhone', 30) ?? existing?.contactPhone ?? null,
			unitIds,
			members: hasMembers
				? [...membersOf(row, unitIds, existing), ...support(existing)]
				: (existing?.members ?? [])
		};
		return { row, existing, draft };
	});

	const inTable = new Map(
		drafts.flatMap(({ existing, draft }) => (existing ? [[existing.id, draft] as const] : []))
	);
	const planned = drafts.map(({ row, existing, draft }): PlannedRow<TeamDraft> => {
		for (const { personId, fullName } of draft.members) {
			const team = personId === null ? undefined : elsewhere.get(personId);
			if (!team || team.id === existing?.id) continue;
			const staysThere = (inTable.get(team.id) ?? team).members.some(
				(member) => member.personId === personId
			);
			if (staysThere) row.error('members', 'people_cell_in_team', { name: fullName, team: team.name });
		}
		const words = (team: TeamDraft) => ({
			code: team.code,
			name: team.name,
			cluster: (team.clusterId && clusterNames.get(team.clusterId)) ?? null,
			modelTitle: team.modelTitle,
			contactName: team.contactName,
			contactPhone: team.contactPhone,
			units: team.unitIds.map((id) => unitNames.get(id) ?? id).join('; '),
			members: memberWords(team.members)
		});
		const changes = existing
			? changesOf(words(existing), words(draft), [
					'code',
					'name',
					'units',
					'cluster',
					'modelTitle',
					'contactName',
					'contactPhone',
					'members'
				])
			: [];
		if (existing?.isLocked && changes.length > 0)
			row.error(null, 'people_cell_team_locked', { name: existing.name });
		const fate = row.isRefused ? 'refused' : !existing ? 'new' : changes.length > 0 ? 'changed' : 'same';
		return { row: row.number, fate, label: draft.name, id: existing?.id ?? null, facts: draft, changes };
	});
	return { rows: planned, problems };
}
