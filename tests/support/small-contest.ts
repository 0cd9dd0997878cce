import type { Actor } from '#lib/domain/access/actor.ts';
import type { Role } from '#lib/domain/access/roles.ts';
import { rulesHash } from '#lib/domain/contest/rules-hash.ts';
import type { Rules, Stage } from '#lib/domain/contest/rules.ts';
import { RULES_TEMPLATES, type TemplateKey } from '#lib/domain/contest/templates/templates.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { newId } from '#lib/live/id.ts';
import { DEVICE_COOKIE, deviceActor } from '#lib/server/auth/device-actor.ts';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';

export interface SmallContestOptions {
	readonly template?: TemplateKey;
	/** Instead of a template. */
	readonly rules?: Rules;
	readonly code?: string;
	/** Teams in all, spread over the clusters. */
	readonly teams?: number;
	/** Chair included. */
	readonly judges?: number;
	/** Only where the template's first stage has a round in every cluster. */
	readonly clusters?: number;
	/** Whether a team shows all its parts in one turn (`*`) or comes on again for every part. */
	readonly turns?: 'whole' | 'perPart';
	/** The first round is open with its first team on stage; the others stay configured. */
	readonly opened?: boolean;
	/** The last judge of the first round belongs to the first team's own unit. */
	readonly ownUnitJudge?: boolean;
	/** Passwords of the accounts; without one nobody can sign in to them. */
	readonly passwordHash?: string;
}

export interface SmallSeat {
	readonly id: string;
	readonly label: string;
	readonly role: string;
	readonly personId: string;
}

export interface SmallTeam {
	readonly id: string;
	readonly name: string;
	readonly unitId: string;
	readonly position: number;
}

export interface SmallRound {
	readonly id: string;
	readonly clusterId: string | null;
	/** Chair and judges, in the order of their table. */
	readonly judges: readonly SmallSeat[];
	readonly teams: readonly SmallTeam[];
}

export interface SmallContest {
	readonly id: string;
	readonly code: string;
	readonly rules: Rules;
	readonly stage: Stage;
	readonly rulesVersionId: string;
	readonly cityId: string;
	readonly rounds: readonly SmallRound[];
	/** One account of each role for the contest; two secretaries, because paper is keyed in by two people. */
	readonly accounts: Readonly<Record<'organizer' | 'secretary' | 'secondSecretary' | 'chair', AccountActor>>;
}

export type AccountActor = Extract<Actor, { kind: 'account' }>;
export type DeviceActor = Extract<Actor, { kind: 'device' }>;

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi'];
const MIDDLE = ['Thị', 'Văn', 'Minh', 'Thu', 'Đức', 'Ngọc'];
const GIVEN = ['An', 'Bình', 'Chi', 'Dũng', 'Giang', 'Hà', 'Khánh', 'Linh', 'Mai', 'Nam', 'Phương', 'Yến'];
const WARDS = ['Sông Mây', 'Đồi Thông', 'Bến Lau', 'Cầu Đá', 'Vườn Chè', 'Giếng Ngọc', 'Hồ Sen', 'Núi Mới'];

const at = new Date('2026-01-05T01:00:00Z');
const plain = (text: string) =>
	text
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[đĐ]/g, 'd')
		.toLowerCase();

function nameOf(index: number): string {
	return `${FAMILY[index % 8]} ${MIDDLE[index % 6]} ${GIVEN[index % 12]}`;
}

async function makePerson(tx: Tx, index: number, unitId: string): Promise<string> {
	const fullName = nameOf(index);
	const id = newId();
	const [family = '', ...rest] = fullName.split(' ');
	const sortKey = plain(`${rest.at(-1)} ${family}`);
	await tx.person.create({
		data: { id, fullName, sortKey, searchKey: plain(fullName), unitId, position: 'Cán bộ', createdAt: at }
	});
	return id;
}

async function makeUnit(tx: Tx, code: string, name: string, level: string, parentId: string | null) {
	const id = newId();
	await tx.unit.create({
		data: { id, code, name, level, kind: 'front', parentId, searchKey: plain(name), createdAt: at }
	});
	return id;
}

async function makeAccount(
	tx: Tx,
	username: string,
	role: Role,
	contestId: string,
	passwordHash: string
): Promise<AccountActor> {
	const accountId = newId();
	const name = `${role} (${username})`;
	await tx.account.create({
		data: { id: accountId, username, displayName: name, passwordHash, status: 'active', createdAt: at }
	});
	await tx.roleGrant.create({ data: { id: newId(), accountId, role, contestId, createdAt: at } });
	const grants = [{ role, unitId: null, contestId, conferenceId: null }];
	return { kind: 'account', accountId, personId: null, name, grants, mustChange: false };
}

/** The order on stage for each part, `*` where a team shows everything in one turn. */
function turnsOf(stage: Stage, teamIds: readonly string[], turns: 'whole' | 'perPart') {
	if (turns === 'whole') return [{ partKey: '*', teamIds }];
	return stage.parts.map(({ key, order }) => ({
		partKey: key,
		teamIds: order === 'reverse' ? teamIds.toReversed() : teamIds
	}));
}

/**
 * A contest with invented units, people, teams, panels and rules, written straight into the database: what set-up
 * leaves behind, for tests and for trying pages.
 */
export function smallContest(database: Database, options: SmallContestOptions = {}): Promise<SmallContest> {
	const rules =
		options.rules ?? RULES_TEMPLATES.find(({ key }) => key === (options.template ?? 'cityContest'))!.rules;
	const stage = rules.stages[0]!;
	const perCluster = stage.layout === 'perCluster';
	const clusterCount = perCluster ? (options.clusters ?? 2) : 1;
	const teamCount = options.teams ?? 6;
	const judgeCount = options.judges ?? stage.panel.judges;
	const turns = options.turns ?? 'whole';
	const opened = options.opened ?? true;
	return database.transaction(async (tx) => {
		const id = newId();
		const code = options.code ?? `HT-${id.slice(-6).toUpperCase()}`;
		const tag = code.toLowerCase();
		const cityId = await makeUnit(tx, `${tag}-tp`, 'Thành phố Ven Sông (hư cấu)', 'province', null);
		await tx.contest.create({
			data: {
				id,
				code,
				titleVi: 'Hội thi “Dân vận khéo” thành phố Ven Sông',
				titleEn: 'Skilled Mass Mobilization contest of Ven Song city',
				hostUnitId: cityId,
				level: 'province',
				status: opened ? 'running' : 'announced',
				isInvented: true,
				createdAt: at
			}
		});
		const passwordHash = options.passwordHash ?? 'no password';
		const accounts = {
			organizer: await makeAccount(tx, `${tag}-organizer`, 'organizer', id, passwordHash),
			secretary: await makeAccount(tx, `${tag}-secretary`, 'secretary', id, passwordHash),
			secondSecretary: await makeAccount(tx, `${tag}-secretary-2`, 'secretary', id, passwordHash),
			chair: await makeAccount(tx, `${tag}-chair`, 'jury-chair', id, passwordHash)
		};
		const rulesVersionId = newId();
		await tx.rulesVersion.create({
			data: {
				id: rulesVersionId,
				contestId: id,
				version: 1,
				json: canonicalJson(rules),
				hash: rulesHash(rules),
				createdBy: accounts.organizer.accountId,
				createdAt: at,
				lockedAt: opened ? at : null
			}
		});
		const rounds: SmallRound[] = [];
		let people = 0;
		for (let index = 0; index < clusterCount; index++) {
			const clusterId = perCluster ? newId() : null;
			const isOpen = opened && index === 0;
			if (clusterId) {
				const cluster = { id: clusterId, contestId: id, stageKey: stage.key, key: `C${index + 1}` };
				await tx.cluster.create({
					data: { ...cluster, name: `Cụm thi số ${index + 1}`, position: index + 1 }
				});
			}
			const teams: SmallTeam[] = [];
			const size = Math.floor(teamCount / clusterCount) + (index < teamCount % clusterCount ? 1 : 0);
			for (let position = 1; position <= size; position++) {
				const number = rounds.reduce((sum, round) => sum + round.teams.length, 0) + position;
				const ward = `Phường ${WARDS[(number - 1) % 8]}${number > 8 ? ` ${Math.ceil(number / 8)}` : ''}`;
				const unitId = await makeUnit(tx, `${tag}-p${number}`, ward, 'commune', cityId);
				const team = { id: newId(), name: `Đội ${ward}`, unitId, position };
				await tx.team.create({
					data: {
						id: team.id,
						contestId: id,
						code: `D${String(number).padStart(2, '0')}`,
						name: team.name,
						clusterId,
						status: 'accepted',
						modelTitle: `Tổ dân phố tự quản số ${number}`,
						createdAt: at,
						units: { create: { unitId, position: 1 } }
					}
				});
				const personId = await makePerson(tx, people++, unitId);
				await tx.teamMember.create({
					data: { id: newId(), teamId: team.id, contestId: id, personId, role: 'leader', position: 1 }
				});
				teams.push(team);
			}
			const order = turnsOf(
				stage,
				teams.map((team) => team.id),
				turns
			);
			const roundId = newId();
			await tx.round.create({
				data: {
					id: roundId,
					contestId: id,
					stageKey: stage.key,
					clusterId,
					name: clusterId ? `${stage.name.vi}, cụm ${index + 1}` : stage.name.vi,
					position: index + 1,
					state: isOpen ? 'open' : 'configured',
					rulesVersionId,
					drawState: 'typed',
					drawOrder: JSON.stringify(Object.fromEntries(order.map((turn) => [turn.partKey, turn.teamIds]))),
					onStageTeamId: isOpen ? (order[0]!.teamIds[0] ?? null) : null,
					onStagePartKey: isOpen ? order[0]!.partKey : null,
					openedAt: isOpen ? at : null
				}
			});
			await tx.entry.createMany({
				data: teams.map((team) => ({ id: newId(), roundId, teamId: team.id, position: team.position }))
			});
			await tx.performance.createMany({
				data: order.flatMap((turn, turnIndex) =>
					turn.teamIds.map((teamId, place) => ({
						id: newId(),
						roundId,
						teamId,
						partKey: turn.partKey,
						position: turnIndex * teams.length + place + 1,
						status: isOpen && turnIndex === 0 && place === 0 ? 'on-stage' : 'waiting'
					}))
				)
			});
			const judges: SmallSeat[] = [];
			for (let place = 1; place <= judgeCount; place++) {
				const own = options.ownUnitJudge && index === 0 && place === judgeCount;
				const personId = await makePerson(tx, people++, own ? teams[0]!.unitId : cityId);
				const role = place === 1 ? 'chair' : 'judge';
				const seat = { id: newId(), label: `GK${place}`, role, personId };
				await tx.panelSeat.create({ data: { ...seat, roundId, position: place } });
				judges.push(seat);
			}
			rounds.push({ id: roundId, clusterId, judges, teams });
		}
		return { id, code, rules, stage, rulesVersionId, cityId, rounds, accounts };
	});
}

export interface PairedTablet {
	readonly deviceId: string;
	readonly token: string;
	/** As a browser sends it. */
	readonly cookie: string;
	readonly actor: DeviceActor;
}

/** A tablet as it is after pairing, without the QR in between. */
export async function pairedTablet(
	database: Database,
	contestId: string,
	seatId: string
): Promise<PairedTablet> {
	const token = newSecret();
	const deviceId = newId();
	const now = new Date();
	await database.transaction((tx) =>
		tx.device.create({
			data: {
				id: deviceId,
				contestId,
				seatId,
				tokenHash: hashOf(token),
				label: 'Máy thử',
				pairedAt: now,
				lastSeenAt: now,
				expiresAt: new Date(now.getTime() + 7 * 86_400_000)
			}
		})
	);
	const actor = await deviceActor(database.read, token, now);
	if (actor.kind !== 'device') throw new Error('the seat of a tablet must be on a panel');
	return { deviceId, token, cookie: `${DEVICE_COOKIE}=${token}`, actor };
}

/** Puts a team on stage without the desk: the part is `*` where it shows everything in one turn. */
export async function putOnStage(database: Database, roundId: string, teamId: string | null, partKey = '*') {
	await database.transaction((tx) =>
		tx.round.update({
			where: { id: roundId },
			data: { onStageTeamId: teamId, onStagePartKey: teamId ? partKey : null, version: { increment: 1 } }
		})
	);
}
