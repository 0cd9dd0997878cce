type Loose = Record<string, unknown>;

/** Names for people who read what was found, taken from the result itself as far as it can still be read. */
export interface Names {
	team(teamId: unknown): string;
	/** What an entry of the chain or of the sheet speaks of: 'mark: GK2, Đội thôn 1, skit.message'. */
	of(kind: string, body: unknown): string;
	/** The team of a row in a path such as 'standings.rows[3].total'; null where it names none. */
	teamAt(path: string): string | null;
}

const loose = (value: unknown): Loose =>
	typeof value === 'object' && value !== null ? (value as Loose) : {};
const many = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export function namesIn(result: unknown): Names {
	const { teams, sheet, standings } = loose(result);
	const teamNames = new Map(many(teams).map((team) => [loose(team)['id'], String(loose(team)['name'])]));
	const seats = many(loose(sheet)['judges']).map(loose);
	const judgeNames = new Map(seats.map((seat) => [seat['id'], String(seat['name'])]));
	const rows = many(loose(standings)['rows']);
	const team = (teamId: unknown) => teamNames.get(teamId) ?? String(teamId);
	const value = (key: string, of: unknown) => {
		if (key === 'teamId') return of === null ? 'all teams' : team(of);
		if (key === 'judgeId') return judgeNames.get(of) ?? String(of);
		return typeof of === 'string' || typeof of === 'number' ? String(of) : null;
	};
	return {
		team,
		of(kind, body) {
			const said = loose(body);
			const shown = [
				'judgeId',
				'teamId',
				'name',
				'criterionKey',
				'partKey',
				'typeKey',
				'kind',
				'value',
				'points'
			]
				.filter((key) => key in said)
				.flatMap((key) => value(key, said[key]) ?? []);
			return shown.length === 0 ? kind : `${kind}: ${shown.join(', ')}`;
		},
		teamAt(path) {
			const at = /^standings\.rows\[(\d+)\]/.exec(path)?.[1];
			return at === undefined ? null : team(loose(rows[Number(at)])['teamId']);
		}
	};
}
