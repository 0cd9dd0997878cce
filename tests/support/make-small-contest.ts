// Fills the data folder named by KHEO_DATA (prepared before) with a small invented contest, for trying pages:
// prints logins, rounds, and a tablet's cookie for every judge. Options as JSON: '{"template":"communeContest","teams":4}'.
import { readConfig } from '#lib/server/config.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { newSecret } from '#lib/server/auth/secret.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { pairedTablet, smallContest, type SmallContestOptions } from './small-contest.ts';

const database = openDatabase(readConfig());
const options = JSON.parse(process.argv[2] ?? '{}') as SmallContestOptions;
const password = newSecret();
const contest = await smallContest(database, { ...options, passwordHash: await hashPassword(password) });
const rounds = [];
for (const round of contest.rounds) {
	const tablets = [];
	for (const seat of round.judges) {
		const { cookie } = await pairedTablet(database, contest.id, seat.id);
		tablets.push({ seatId: seat.id, label: seat.label, cookie });
	}
	rounds.push({ id: round.id, teams: round.teams, tablets });
}
const tag = contest.code.toLowerCase();
const accounts = ['organizer', 'secretary', 'secretary-2', 'chair'].map((name) => `${tag}-${name}`);
console.log(
	JSON.stringify({ contestId: contest.id, code: contest.code, accounts, password, rounds }, null, '\t')
);
await database.close();
