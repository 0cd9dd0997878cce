import type { GenericSchema } from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Role } from '#lib/domain/access/roles.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { newId } from '#lib/live/id.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { createContest } from '#lib/server/contest/create-contest.ts';
import { commitDraw } from '#lib/server/contest/draw-commit.ts';
import { runDraw } from '#lib/server/contest/draw-run.ts';
import { placeTeams } from '#lib/server/contest/place-teams.ts';
import { openRound } from '#lib/server/contest/round-open.ts';
import { makeClusters } from '#lib/server/contest/save-cluster.ts';
import { savePanel } from '#lib/server/contest/save-panel.ts';
import { makeRounds } from '#lib/server/contest/save-round.ts';
import { saveTeam } from '#lib/server/contest/save-team.ts';
import { testDatabase } from '../../support/database.ts';

export const person = (role: Role, contestId: string | null = null, name: string = role): Actor => ({
	kind: 'account',
	accountId: `${name}-account`,
	personId: null,
	name,
	mustChange: false,
	grants: [{ role, unitId: null, contestId, conferenceId: null }]
});
export const organizer = person('organizer');

/** A city with five wards in an empty database, and one way to ask it for anything. */
export async function city() {
	const test = await testDatabase();
	const { database } = test;
	const unit = async (code: string, name: string, parentId: string | null) => {
		const id = newId();
		await database.transaction((tx) =>
			tx.unit.create({
				data: {
					id,
					code,
					name,
					parentId,
					level: parentId ? 'commune' : 'province',
					kind: 'party-committee',
					searchKey: searchKey(name),
					createdAt: new Date()
				}
			})
		);
		return id;
	};
	const cityId = await unit('TP', 'Thành phố Ven Sông', null);
	const wards: string[] = [];
	for (const name of ['Bến Lau', 'Cầu Đá', 'Đồi Thông', 'Giếng Ngọc', 'Hồ Sen']) {
		wards.push(await unit(`P-${name}`, `Phường ${name}`, cityId));
	}

	const ask = <Schema extends GenericSchema, Result>(
		command: Command<Schema, Result>,
		input: unknown,
		actor: Actor = organizer,
		key?: string
	) => execute(database, command, { actor, input, key });

	async function done<Schema extends GenericSchema, Result>(
		command: Command<Schema, Result>,
		input: unknown,
		actor: Actor = organizer
	): Promise<Result> {
		const outcome = await ask(command, input, actor);
		if (outcome.ok) return outcome.value;
		const { code, fields } = outcome.refusal;
		throw new Error(`${command.action} was refused: ${code} ${JSON.stringify(fields)}`);
	}

	/** The code of a refusal; of something that went through, `done`. */
	async function refusal<Schema extends GenericSchema, Result>(
		command: Command<Schema, Result>,
		input: unknown,
		actor: Actor = organizer
	): Promise<string> {
		const outcome = await ask(command, input, actor);
		return outcome.ok ? 'done' : outcome.refusal.code;
	}

	const entries = (code: string, begin = 'template:communeContest') => ({
		code,
		titleVi: `Hội thi ${code}`,
		hostUnitId: cityId,
		level: 'province',
		startsOn: '2026-10-10',
		endsOn: '2026-10-11',
		begin
	});
	const contest = (code: string, begin?: string) => done(createContest, entries(code, begin));

	/** A team of the ward with so many members, the first of them its leader. */
	const team = (ward: number, name = `Đội phường ${ward + 1}`, members = 3) => ({
		name,
		unitIds: [wards[ward]!],
		members: Array.from({ length: members }, (_, index) => ({
			fullName: `Nguyễn Văn ${String.fromCharCode(65 + ward)}${name.length}${index}`,
			role: index === 0 ? 'leader' : 'member',
			birthYear: 1980 + index
		})),
		modelTitle: 'Tổ liên gia tự quản',
		accept: true
	});

	/** A one-round contest with three teams and a whole panel, not drawn yet. */
	async function prepared(code: string) {
		const { contestId } = await contest(code);
		const teamIds: string[] = [];
		for (const ward of [0, 1, 2]) {
			teamIds.push((await done(saveTeam, { contestId, ...team(ward, `${code} ${ward}`) })).teamId);
		}
		const { roundIds } = await done(makeRounds, { contestId, stageKey: 'contest' });
		const roundId = roundIds[0]!;
		const seats = ['chair', 'judge', 'judge', 'secretary', 'timekeeper'].map((role, index) => ({
			fullName: `Trần Thị ${code} ${index}`,
			unitId: cityId,
			role
		}));
		await done(savePanel, { roundId, seats });
		return { contestId, teamIds, roundId };
	}

	/** The same, drawn and open. */
	async function opened(code: string) {
		const ready = await prepared(code);
		await done(commitDraw, { roundId: ready.roundId });
		await done(runDraw, { roundId: ready.roundId });
		await done(openRound, { roundId: ready.roundId });
		return ready;
	}

	/** A city contest with two clusters and `sizes` teams in them. */
	async function clustered(code: string, sizes: readonly number[]) {
		const { contestId } = await contest(code, 'template:cityContest');
		const { clusterIds } = await done(makeClusters, {
			contestId,
			stageKey: 'prelim',
			name: 'Cụm',
			count: sizes.length
		});
		let ward = 0;
		const teamIds: string[][] = [];
		for (const [cluster, size] of sizes.entries()) {
			const here: string[] = [];
			for (let number = 0; number < size; number++) {
				const fields = team(ward++ % 5, `${code} ${cluster}-${number}`, 5);
				here.push((await done(saveTeam, { contestId, ...fields })).teamId);
			}
			await done(placeTeams, { contestId, teamIds: here, clusterId: clusterIds[cluster] });
			teamIds.push(here);
		}
		return { contestId, clusterIds, teamIds };
	}

	return {
		...test,
		cityId,
		wards,
		unit,
		ask,
		done,
		refusal,
		entries,
		contest,
		team,
		prepared,
		opened,
		clustered
	};
}
export type City = Awaited<ReturnType<typeof city>>;
