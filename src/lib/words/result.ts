import type { ResultQualification } from '#lib/domain/results/published-result.ts';
import type { EntrantStatus } from '#lib/domain/scoring/entrant.ts';
import type { StandingsRow } from '#lib/domain/scoring/standings.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from './figure.ts';
import { nameOf } from '#lib/words/named.ts';

/** What a row is besides its place: guest, incomplete, absent ...; null for a team with a place. */
export function statusWords(row: StandingsRow, locale: Locale): string | null {
	if (row.status !== 'competing') return statusName(row.status, locale);
	if (!row.isComplete) return m.results_status_incomplete({}, { locale });
	return row.isGuest ? m.results_status_guest({}, { locale }) : null;
}

export function statusName(status: EntrantStatus, locale: Locale): string {
	switch (status) {
		case 'absent':
			return m.results_status_absent({}, { locale });
		case 'withdrawn':
			return m.results_status_withdrawn({}, { locale });
		case 'disqualified':
			return m.results_status_disqualified({}, { locale });
		case 'competing':
			return m.correction_status_competing({}, { locale });
	}
}

/** 'Vào vòng trong', 'Dự bị 2' or nothing. */
export function outcomeWords(
	qualification: ResultQualification | null,
	teamId: string,
	locale: Locale
): string | null {
	if (!qualification) return null;
	if (qualification.through.includes(teamId)) return m.results_through({}, { locale });
	const number = reserveNumber(qualification, teamId);
	return number === null ? null : m.results_reserve({ number }, { locale });
}

/** Which reserve a team is in its list, from 1; teams on one place have one number. Null where it is none. */
export function reserveNumber(qualification: ResultQualification, teamId: string): number | null {
	// Before it is decided who goes through, a number would promise what may still change.
	if (qualification.state !== 'decided') return null;
	for (const { order } of qualification.reserves) {
		let number = 1;
		for (const group of order) {
			if (group.includes(teamId)) return number;
			number += group.length;
		}
	}
	return null;
}

function clusterOf(team: ResultQualification['teams'][number] | undefined, locale: Locale): string | null {
	return team?.cluster ? nameOf({ name: team.cluster, nameEn: team.clusterEn }, locale) : null;
}

/** 'Dự bị của Cụm 1 theo thứ tự: …': only what is there. */
export function reserveLines(qualification: ResultQualification, locale: Locale): string[] {
	const options = { locale };
	const names = new Map(qualification.teams.map((team) => [team.id, team]));
	return qualification.reserves
		.filter(({ order }) => order.length > 0)
		.map(({ clusterId, order }) => {
			const teams = order.map((group) => group.map((id) => names.get(id)?.name ?? id).join(' = ')).join('; ');
			const cluster = clusterId === null ? null : clusterOf(names.get(order[0]![0]!), locale);
			return cluster && qualification.scope === 'stage'
				? m.results_record_reserves_cluster({ cluster, teams }, options)
				: m.results_record_reserves_line({ teams }, options);
		});
}
