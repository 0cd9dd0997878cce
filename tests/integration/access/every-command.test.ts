import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { shortCode } from '#lib/domain/admission/short-code.ts';
import { POLICY } from '#lib/domain/access/policy.ts';
import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import { newId } from '#lib/live/id.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { testDatabase } from '../../support/database.ts';
import { issuedCertificates } from '../../support/issued-certificates.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';
import { exampleInput } from './example-input.ts';

const server = resolve(import.meta.dirname, '../../../src/lib/server');
const sources = globSync('**/*.ts', { cwd: server }).filter(
	(file) => !file.includes('generated') && !file.endsWith('.test.ts') && !file.startsWith('realtime')
);

const { key: _key, version: _version, ...draftOfTemplate } = BUILT_IN_TEMPLATES[0]!;
const TEMPLATE_DRAFT = JSON.stringify(draftOfTemplate);

const isCommand = (value: unknown): value is Command =>
	typeof value === 'object' && value !== null && 'action' in value && 'scope' in value && 'run' in value;

async function allCommands(): Promise<{ name: string; command: Command }[]> {
	const found = [];
	for (const file of sources.sort()) {
		const module = (await import(/* @vite-ignore */ pathToFileURL(resolve(server, file)).href)) as object;
		for (const [name, value] of Object.entries(module)) {
			if (isCommand(value)) found.push({ name: `${file}: ${name}`, command: value });
		}
	}
	return found;
}
const commands = await allCommands();

/** A sealed bank of one question, which was drawn for all teams of the round. */
async function drawnQuestion(
	tx: Tx,
	place: { readonly contestId: string; readonly roundId: string; readonly stageKey: string },
	{ bankId, askedId }: { readonly bankId: string; readonly askedId: string }
) {
	const { contestId, roundId } = place;
	const at = new Date('2026-01-05T02:00:00Z');
	const [questionId, drawId, partKey] = [newId(), newId(), 'x'];
	await tx.questionBank.create({
		data: {
			id: bankId,
			contestId,
			kind: 'choice',
			version: 1,
			state: 'sealed',
			createdBy: 'x',
			createdAt: at
		}
	});
	const question = { text: 'x', options: '["a","b"]', answer: 0, notes: '' };
	await tx.question.create({ data: { id: questionId, bankId, number: 1, origin: questionId, ...question } });
	const drawn = { method: 'table', excluded: '[]', drawers: '["*"]', each: 1, result: '{"*":[1]}' };
	await tx.questionDraw.create({
		data: { id: drawId, bankId, ...place, partKey, seq: 1, ...drawn, by: 'x', byName: 'x', at }
	});
	await tx.askedQuestion.create({
		data: { id: askedId, drawId, roundId, partKey, drawer: '*', position: 1, questionId }
	});
}

/** Everything that a command's input can name, in one contest. */
async function world(database: Database, code: string) {
	const contest = await smallContest(database, { code, opened: true });
	const [round] = contest.rounds;
	const [team] = round!.teams;
	const [seat] = round!.judges;
	const at = new Date('2026-01-05T02:00:00Z');
	const ids = {
		voteId: newId(),
		sessionId: newId(),
		grantId: newId(),
		batchId: newId(),
		deviceId: newId(),
		invitationId: newId(),
		conflictId: newId(),
		deductionId: newId(),
		lookId: newId(),
		decisionId: newId(),
		approvalId: newId(),
		appealId: newId(),
		printId: newId(),
		bankId: newId(),
		askedId: newId(),
		screenId: newId(),
		slideId: newId(),
		...(await conferenceHere(database, contest, { unitId: team!.unitId, personId: seat!.personId })),
		...(await certificateHere(database, contest.cityId)),
		...(await awardHere(database, contest))
	};
	const { organizer, secretary } = contest.accounts;
	await database.transaction(async (tx) => {
		await tx.session.create({
			data: {
				id: ids.sessionId,
				accountId: secretary.accountId,
				createdAt: at,
				lastSeenAt: at,
				expiresAt: at,
				endsAt: at
			}
		});
		await tx.roleGrant.create({
			data: {
				id: ids.grantId,
				accountId: secretary.accountId,
				role: 'viewer',
				contestId: contest.id,
				createdAt: at
			}
		});
		await tx.importBatch.create({
			data: {
				id: ids.batchId,
				kind: 'teams',
				contestId: contest.id,
				fileName: 'x',
				accountId: organizer.accountId,
				createdAt: at,
				effects: '[]',
				created: 0,
				changed: 0
			}
		});
		await tx.device.create({
			data: {
				id: ids.deviceId,
				contestId: contest.id,
				seatId: seat!.id,
				tokenHash: hashOf(ids.deviceId),
				label: 'x',
				pairedAt: at,
				lastSeenAt: at,
				expiresAt: new Date('2030-01-01T00:00:00Z')
			}
		});
		await tx.pairing.create({
			data: {
				id: newId(),
				tokenHash: hashOf(`pairing of ${code}`),
				seatId: seat!.id,
				contestId: contest.id,
				createdBy: organizer.accountId,
				createdAt: at,
				expiresAt: new Date('2030-01-01T00:00:00Z')
			}
		});
		await tx.teamInvitation.create({
			data: {
				id: ids.invitationId,
				contestId: contest.id,
				unitId: team!.unitId,
				tokenHash: hashOf(ids.invitationId),
				createdAt: at
			}
		});
		await tx.declaredConflict.create({
			data: {
				id: ids.conflictId,
				contestId: contest.id,
				personId: round!.judges[1]!.personId,
				teamId: team!.id,
				reason: 'x',
				createdBy: organizer.accountId,
				createdAt: at
			}
		});
		await tx.deduction.create({
			data: {
				id: ids.deductionId,
				roundId: round!.id,
				teamId: team!.id,
				kind: 'other',
				points: '1',
				reason: 'x',
				issuedBy: organizer.accountId,
				at
			}
		});
		await tx.secondLook.create({
			data: {
				id: ids.lookId,
				roundId: round!.id,
				teamId: team!.id,
				seatId: seat!.id,
				partKey: '*',
				askedBy: organizer.accountId,
				askedName: 'x',
				askedAt: at
			}
		});
		await tx.decision.create({
			data: {
				id: ids.decisionId,
				contestId: contest.id,
				roundId: round!.id,
				kind: 'lots',
				json: '{}',
				reason: 'x',
				by: organizer.accountId,
				at
			}
		});
		await tx.approval.create({
			data: {
				id: ids.approvalId,
				contestId: contest.id,
				roundId: round!.id,
				kind: 'correct',
				request: '{"change":{"kind":"sheet"},"appealId":null}',
				difference: '{}',
				basis: 'x',
				reason: 'x',
				requestedBy: secretary.accountId,
				requestedName: 'x',
				requestedAt: at,
				expiresAt: new Date('2030-01-01T00:00:00Z')
			}
		});
		await tx.printedRecord.create({
			data: {
				id: ids.printId,
				contestId: contest.id,
				roundId: round!.id,
				version: 1,
				kind: 'record',
				printedBy: secretary.accountId,
				printedName: 'x',
				at
			}
		});
		await tx.screen.create({
			data: {
				id: ids.screenId,
				contestId: contest.id,
				name: 'x',
				kind: 'hall',
				tokenHash: hashOf(ids.screenId),
				scene: 'title',
				claimedBy: organizer.accountId,
				claimedAt: at
			}
		});
		const hash = hashOf(`picture of ${code}`);
		await tx.picture.create({
			data: { hash, type: 'image/png', width: 1, height: 1, bytes: new Uint8Array(1), createdAt: at }
		});
		await tx.slidePicture.create({
			data: {
				id: ids.slideId,
				contestId: contest.id,
				pictureHash: hash,
				text: 'x',
				position: 1,
				createdAt: at
			}
		});
		await tx.appeal.create({
			data: {
				id: ids.appealId,
				contestId: contest.id,
				roundId: round!.id,
				version: 1,
				teamId: team!.id,
				what: 'x',
				broughtBy: 'x',
				receivedAt: at,
				recordedBy: secretary.accountId,
				recordedAt: at
			}
		});
		await drawnQuestion(tx, { contestId: contest.id, roundId: round!.id, stageKey: contest.stage.key }, ids);
	});
	await database.transaction(async (tx) => {
		const place = { contestId: contest.id, createdBy: 'x', createdAt: at };
		await tx.audienceVote.create({
			data: { id: ids.voteId, roundId: round!.id, prizeKey: 'x', standing: 'competing', ...place }
		});
	});
	const clusterId = round!.clusterId ?? '';
	return {
		contest,
		named: {
			...ids,
			contestId: contest.id,
			roundId: round!.id,
			fromRoundId: round!.id,
			teamId: team!.id,
			entryId: team!.id,
			otherTeamId: round!.teams[1]!.id,
			seatId: seat!.id,
			held: newId(),
			handInId: newId(),
			pressId: newId(),
			personId: seat!.personId,
			accountId: secretary.accountId,
			unitId: team!.unitId,
			hostUnitId: contest.cityId,
			parentId: contest.cityId,
			underUnitId: contest.cityId,
			clusterId,
			token: `pairing of ${code}`,
			minutes: 5,
			from: 1,
			to: 2,
			press: newId(),
			secondBy: 'Trần Thị Hai',
			stageKey: contest.stage.key,
			partKey: contest.stage.parts[0]!.key,
			username: 'nguoi.moi',
			passwordHash: '$argon2id$x',
			tokenHash: 'x',
			next: 'một mật khẩu đủ dài',
			day: '2026-01-05',
			time: '08:00',
			points: '1',
			...{ firstX: '30', firstY: '30', secondX: '260', secondY: '180' },
			templateKey: 'state-merit',
			draft: TEMPLATE_DRAFT,
			value: '1',
			scene: 'blank',
			seconds: '10',
			freeBelow: 0,
			code: 'ma-moi',
			name: 'Tên mới',
			titleVi: 'Hội thi mới',
			titleEn: 'New contest',
			reason: 'Thử xem có làm được không',
			closesAt: '2030-01-01T08:00',
			receivedAt: '2026-01-05T09:00',
			first: '2030-01-01T08:00',
			position: '1',
			begin: 'template:cityContest',
			version: 0,
			birthYear: null,
			phone: null,
			email: null,
			gender: null,
			externalCode: null,
			validFrom: null,
			validTo: null,
			startsOn: null,
			endsOn: null,
			startsAt: null,
			packets: '1'
		} as Record<string, unknown>
	};
}

/** A certificate that the host awarded, and a mistake that somebody reported on it. */
async function certificateHere(database: Database, unitId: string) {
	const { certificates } = await issuedCertificates(database, { unitId, names: ['Nguyễn Văn An'] });
	const { id: certificate, code: certificateCode } = certificates[0]!;
	const correctionId = newId();
	const asked = { what: 'x', askedBy: 'x', askedAt: new Date('2026-11-01T02:00:00Z') };
	await database.transaction((tx) =>
		tx.correctionRequest.create({ data: { id: correctionId, certificateId: certificate, ...asked } })
	);
	const made = { nextCertificate: 'c'.repeat(32), fileHash: 'a'.repeat(64), basis: 'b'.repeat(64) };
	return { certificate, certificateCode, correctionId, ...made };
}

/** An issuer of the contest's host, with a decision of one recipient. */
async function awardHere(database: Database, { id: contestId, cityId: unitId }: SmallContest) {
	const ids = { issuerId: newId(), awardId: newId(), recipientId: newId(), printerId: newId() };
	const { issuerId, awardId, recipientId, printerId } = ids;
	const createdAt = new Date('2026-01-05T02:00:00Z');
	await database.transaction(async (tx) => {
		const office = { name: 'x', letterhead: 'state', place: 'x', authority: '["merit"]' };
		await tx.issuer.create({ data: { id: issuerId, unitId, ...office, createdAt } });
		const printer = { name: 'x', measured: '{}', createdAt };
		await tx.printerCalibration.create({ data: { id: printerId, unitId, ...printer } });
		const said = { kind: 'certificate', title: 'x', templateKey: 'x', state: 'draft', createdAt };
		await tx.awardDecision.create({ data: { id: awardId, issuerId, contestId, ...said } });
		const who = { subject: 'collective', words: '{"name":"x"}', searchKey: 'x', source: 'hand' };
		await tx.awardRecipient.create({
			data: { id: recipientId, decisionId: awardId, position: 1, ...who, createdAt }
		});
	});
	return ids;
}

/** A conference of the contest's host, with a checkpoint, a gate and a delegation of one. */
async function conferenceHere(
	database: Database,
	{ cityId, code }: SmallContest,
	{ unitId, personId }: { readonly unitId: string; readonly personId: string }
) {
	const ids = {
		...{ conferenceId: newId(), checkpointId: newId(), gateId: newId() },
		...{ categoryId: newId(), delegationId: newId(), delegateId: newId() },
		...{ hallId: newId(), itemId: newId(), speechId: newId(), honoureeId: newId() },
		credential: hashOf(`badge of ${code}`).slice(0, 16),
		...{ gateDeviceId: newId(), operatorId: newId(), scanId: newId() },
		conflict: `duplicate ${code}`,
		...{ mailingId: newId(), letterId: newId(), documentId: newId() },
		...{ questionId: newId(), placeId: newId(), mcDeviceId: newId(), speakerId: newId() }
	};
	const { conferenceId } = ids;
	const days = { startsOn: '2026-01-05', endsOn: '2026-01-06', createdAt: new Date('2026-01-05T02:00:00Z') };
	await database.transaction(async (tx) => {
		const titles = { titleVi: 'x', titleEn: 'x', kind: 'final-review', status: 'draft' };
		const tag = hashOf(code).slice(0, 8);
		await tx.conference.create({
			data: { id: conferenceId, code: `k-${code}`, hostUnitId: cityId, tag, ...titles, ...days }
		});
		await tx.checkpoint.create({
			data: { id: ids.checkpointId, conferenceId, name: 'x', policy: 'once', position: 1 }
		});
		await tx.gate.create({ data: { id: ids.gateId, conferenceId, name: 'x', position: 1 } });
		const look = { name: 'x', ribbon: 'red', zones: '[]', code: 1, position: 1 };
		await tx.delegateCategory.create({ data: { id: ids.categoryId, conferenceId, ...look } });
		const { createdAt } = days;
		await tx.delegation.create({
			data: { id: ids.delegationId, conferenceId, unitId, quota: 2, createdAt }
		});
		const { categoryId, delegationId } = ids;
		await tx.delegate.create({
			data: {
				...{ id: ids.delegateId, conferenceId, personId, delegationId, categoryId },
				...{ role: 'head', status: 'invited', statusAt: createdAt, createdAt }
			}
		});
		const until = new Date('2030-01-01T00:00:00Z');
		const mc = { name: 'MC', mayRun: true, linkHash: hashOf(ids.mcDeviceId), linkUntil: until };
		await tx.mcDevice.create({
			data: { id: ids.mcDeviceId, conferenceId, ...mc, expiresAt: until, createdAt, createdBy: 'x' }
		});
		await programmeHere(tx, ids);
		await badgeHere(tx, ids);
		await mailedHere(tx, ids);
		await documentHere(tx, ids);
		await askedHere(tx, ids);
		await scanHere(tx, ids);
	});
	return ids;
}

/** A hall with a point of the programme, a speech that a unit was asked for, and somebody to be honoured. */
async function programmeHere(
	tx: Tx,
	ids: Readonly<
		Record<'conferenceId' | 'hallId' | 'itemId' | 'speechId' | 'honoureeId' | 'delegationId', string>
	>
) {
	const { conferenceId, hallId, itemId, speechId, delegationId } = ids;
	const at = new Date('2026-01-05T02:00:00Z');
	await tx.conferenceHall.create({ data: { id: hallId, conferenceId, name: 'x', position: 1 } });
	const item = { kind: 'opening', title: 'x', startsAt: at, minutes: 5, createdAt: at };
	await tx.programmeItem.create({ data: { id: itemId, conferenceId, hallId, ...item } });
	const speech = { topic: 'x', position: 1, minutes: 5, leastMinutes: 5, state: 'asked', createdAt: at };
	await tx.speech.create({ data: { id: speechId, conferenceId, delegationId, ...speech } });
	const honour = { kind: 'person', name: 'x', award: 'x', stageGroup: 1, position: 1, createdAt: at };
	await tx.honouree.create({ data: { id: ids.honoureeId, conferenceId, itemId, ...honour } });
}

/** A place to ask from, and a question that waits. */
async function askedHere(tx: Tx, ids: Readonly<Record<'conferenceId' | 'questionId' | 'placeId', string>>) {
	const { conferenceId, questionId, placeId } = ids;
	const askedAt = new Date('2026-01-05T02:00:00Z');
	const place = { name: 'x', token: hashOf(placeId).slice(0, 12), position: 1 };
	await tx.askingPlace.create({ data: { id: placeId, conferenceId, ...place } });
	const asked = { text: 'x', status: 'waiting', askedAt };
	await tx.hallQuestion.create({ data: { id: questionId, conferenceId, ...asked } });
}

/** A document that all delegates may read. */
async function documentHere(tx: Tx, ids: Readonly<Record<'conferenceId' | 'documentId', string>>) {
	const { conferenceId, documentId } = ids;
	const at = new Date('2026-01-05T02:00:00Z');
	const hash = hashOf(documentId);
	await tx.storedFile.create({
		data: { hash, type: 'pdf', size: 1, bytes: Buffer.from('x'), createdAt: at }
	});
	const said = { title: 'x', position: 1, readers: 'delegates', fileName: 'x.pdf', createdAt: at };
	await tx.conferenceDocument.create({ data: { id: documentId, conferenceId, hash, ...said } });
}

/** A letter to the delegation's unit. */
async function mailedHere(
	tx: Tx,
	ids: Readonly<Record<'conferenceId' | 'delegationId' | 'mailingId' | 'letterId', string>>
) {
	const { conferenceId, delegationId, mailingId, letterId } = ids;
	const createdAt = new Date('2026-01-05T02:00:00Z');
	const said = { kind: 'invitation', link: 'none', attaches: false, locale: 'vi', subject: 'x', body: 'x' };
	const by = { origin: 'https://x.vn', createdAt, createdBy: 'x', createdName: 'x' };
	await tx.mailing.create({ data: { id: mailingId, conferenceId, ...said, ...by } });
	const waits = { unitName: 'x', address: 'a@x.vn', status: 'waiting', nextAt: createdAt };
	await tx.mailedLetter.create({ data: { id: letterId, mailingId, delegationId, ...waits } });
}

/** The badge of a delegate. */
async function badgeHere(
	tx: Tx,
	ids: { readonly conferenceId: string; readonly delegateId: string; readonly credential: string }
) {
	const { conferenceId, delegateId, credential: number } = ids;
	const at = new Date('2026-01-05T02:00:00Z');
	const keyId = newId();
	const secret = { publicKey: '00'.repeat(32), sealedSecret: 'x', createdAt: at };
	await tx.conferenceKey.create({ data: { id: keyId, conferenceId, kid: 1, ...secret } });
	const badge = { kind: 'badge', status: 'active', activeBadgeOf: delegateId, issuedAt: at, issuedBy: 'x' };
	await tx.credential.create({
		data: { number, shortCode: shortCode(number), conferenceId, keyId, delegateId, ...badge }
	});
}

/** A tablet at the gate, whoever works there, and a scan that another one contradicts. */
async function scanHere(
	tx: Tx,
	ids: Readonly<
		Record<
			'conferenceId' | 'gateId' | 'checkpointId' | 'gateDeviceId' | 'operatorId' | 'scanId' | 'conflict',
			string
		>
	>
) {
	const { conferenceId, gateId, checkpointId, operatorId, gateDeviceId: deviceId, scanId } = ids;
	const at = new Date('2026-01-05T02:00:00Z');
	const role = { role: 'steward', pinHash: 'x', createdAt: at };
	await tx.gateOperator.create({ data: { id: operatorId, conferenceId, name: 'x', ...role } });
	const expiresAt = new Date('2030-01-01T00:00:00Z');
	const paired = { tokenHash: hashOf(deviceId), label: 'G1', pairedAt: at, lastSeenAt: at, expiresAt };
	await tx.gateDevice.create({ data: { id: deviceId, conferenceId, gateId, ...paired } });
	const told = { gate: 'x', gateGroup: 'x', operatorId, operatorName: 'x', method: 'camera', bundleRev: 1 };
	const times = { tDevice: at, bundleIssuedAt: at, receivedAt: at };
	const answers = { localCode: 'ADMIT', code: 'ADMIT', answer: '{}', payloadHash: 'x', isOffline: true };
	await tx.scan.create({
		data: {
			id: scanId,
			conferenceId,
			deviceId,
			seq: 1,
			kind: 'scan',
			checkpointId,
			direction: 'in',
			...told,
			...times,
			...answers
		}
	});
	const gap = { gapMs: 1, severity: 'high', isUncertain: false, bundleRevs: '[]', raisedAt: at };
	await tx.admissionConflict.create({
		data: { id: ids.conflict, conferenceId, kind: 'duplicate', checkpointId, personId: 'x', scanId, ...gap }
	});
}

let database: Database;
let remove: () => Promise<void>;
let own: { contest: SmallContest; named: Record<string, unknown> };
let foreign: { contest: SmallContest; named: Record<string, unknown> };
beforeAll(async () => {
	({ database, remove } = await testDatabase());
	own = await world(database, 'cua-minh');
	foreign = await world(database, 'cua-nguoi');
});
afterAll(() => remove());

/** Every row of every table, so that "writes nothing" means nothing at all. */
async function everything(): Promise<string> {
	const tables = Object.entries(database.read).filter(
		([, table]) => typeof table === 'object' && table !== null && 'findMany' in table
	);
	const rows = await Promise.all(
		tables.map(async ([name, table]) => [
			name,
			await (table as { findMany(): Promise<unknown[]> }).findMany()
		])
	);
	expect(rows.length).toBeGreaterThan(20);
	return JSON.stringify(rows);
}

async function refusalOf(actor: Actor, command: Command, input: unknown) {
	const outcome = await execute(database, command, { actor, input, key: newId() });
	if (outcome.ok) return 'done';
	const { code, fields } = outcome.refusal;
	return code === 'invalid' ? { code, fields } : code;
}

/** What needs no role is authorised by a secret in its input: a pairing code. */
function needsNoRole({ action }: Command): boolean {
	const rule: { roles: readonly string[]; anyone?: true } = POLICY[action];
	return rule.anyone === true;
}

/** Fields that mean something else in one command only, or exclude each other there. */
const APART: Readonly<Record<string, Record<string, unknown>>> = {
	'grant.give': { unitId: null, conferenceId: null },
	'quiz.key': { choice: '0' },
	'conference.create': { startsOn: '2026-01-05', endsOn: '2026-01-06' },
	'conference.edit': { startsOn: '2026-01-05', endsOn: '2026-01-06' },
	'conference.set-up': { checkpointIds: [newId()] },
	'delegation.save': { quota: '2' },
	'delegation.send-in': { contactName: 'An', contactPhone: '0912345678' },
	'mail.set-up': { fromAddress: 'a@x.vn', to: 'a@x.vn', port: '25', version: null },
	'mail.send': {
		delegationIds: [newId()],
		origin: 'https://x.vn',
		kind: 'reminder',
		link: 'none',
		locale: 'vi',
		attaches: false
	},
	'record.print': { version: 1 },
	'vote.cast': { token: 'A'.repeat(22) },
	'award-certificate.issue': { origin: 'https://x.vn' },
	'award-certificate.replace': { origin: 'https://x.vn' },
	'certificate.save': { issuedOn: '2026-01-05' },
	'certificate.withdraw': { certificateId: newId() },
	'seating.arrange': { seat: '0.0' },
	'credential.print': { credentials: [] }
};
const exampleOf = (command: Command, named: Record<string, unknown>) =>
	exampleInput(command.input, { ...named, ...APART[command.action] });

describe('every command', () => {
	it('is found', () => {
		expect(commands.length).toBeGreaterThan(50);
	});

	describe.each(commands.filter(({ command }) => !needsNoRole(command)))('$name', ({ command }) => {
		it('is refused to a viewer of the contest and to somebody unknown, and writes nothing', async () => {
			const viewer: Actor = {
				kind: 'account',
				accountId: newId(),
				personId: null,
				name: 'Người xem',
				grants: [{ role: 'viewer', unitId: null, contestId: null, conferenceId: null }],
				mustChange: false
			};
			const input = exampleOf(command, own.named);
			const before = await everything();
			expect([await refusalOf(viewer, command, input), await refusalOf(ANONYMOUS, command, input)]).toEqual([
				'forbidden',
				'forbidden'
			]);
			expect(await everything()).toBe(before);
		});

		it('does nothing for the organizer of one contest to what belongs to another', async () => {
			const { organizer } = own.contest.accounts;
			const theirs = exampleOf(command, foreign.named);
			const mixed = exampleOf(command, { ...foreign.named, contestId: own.contest.id });
			const before = await everything();
			const answers = [await refusalOf(organizer, command, theirs)];
			const takesBoth =
				JSON.stringify(mixed) !== JSON.stringify(theirs) &&
				/(team|cluster|round|conflict|person)Ids?"/.test(JSON.stringify(mixed));
			if (takesBoth) answers.push(await refusalOf(organizer, command, mixed));
			expect(answers).not.toContain('done');
			expect(await everything()).toBe(before);
		});
	});
});

/** The database, whose transactions leave nothing: what is tried on one command must not spoil the next. */
function undoing(): Database {
	class Undone {
		readonly value: unknown;
		constructor(value: unknown) {
			this.value = value;
		}
	}
	return {
		...database,
		transaction: <T>(work: (tx: Tx) => Promise<T>) =>
			database
				.transaction(async (tx): Promise<T> => {
					// It takes the transaction back, and carries the answer out of it.
					throw new Undone(await work(tx));
				})
				.catch((thrown: unknown) => {
					if (thrown instanceof Undone) return thrown.value as T;
					throw thrown;
				})
	};
}

const HOSTILE: readonly unknown[] = [
	...['', ' ', '\0', 'a\0b', '\ud83d', '\u202e\u200b', '👩‍👩‍👧'.repeat(20), 'ữ'.repeat(300), 'x'.repeat(70_000)],
	...['../../etc/passwd', '\'; DROP TABLE "Person"; --', '=HYPERLINK("x")', '%', 'constructor', '__proto__'],
	...['0000-00-00', '2026-02-30', '9999-12-31', '+275760-09-13', '2026-01-01T00:00:00Z', newId()],
	...[-1, 0, 1.5, 999_999, 2 ** 31, 2 ** 53, 1e300, NaN, Infinity, true, false, null, undefined],
	...[[], {}, [[]], [null], ['x'], { length: 3 }, { toString: 'x' }, Array(3000).fill('x')]
];

/** The same input with one field of it, however deep, taken for something else. */
function* spoilt(input: unknown): Generator<unknown> {
	for (const hostile of HOSTILE) yield hostile;
	if (Array.isArray(input)) {
		for (const [at, one] of input.entries()) for (const other of spoilt(one)) yield input.with(at, other);
	} else if (typeof input === 'object' && input !== null && !(input instanceof Date)) {
		for (const [name, one] of Object.entries(input)) {
			for (const other of spoilt(one)) yield { ...input, [name]: other };
		}
	}
}

const OF_CONFERENCES = /^(honours|conference|gate|admission|asking|papers|mail)\//;

describe.each(commands.filter(({ name }) => OF_CONFERENCES.test(name)))('$name', ({ command }) => {
	it('answers whatever is sent to it in words, and never with a fault of ours', async () => {
		const administrator: Actor = {
			kind: 'account',
			accountId: newId(),
			personId: null,
			name: 'Quản trị',
			grants: [{ role: 'administrator', unitId: null, contestId: null, conferenceId: null }],
			mustChange: false
		};
		const tried = undoing();
		const faults: unknown[] = [];
		for (const input of spoilt(exampleOf(command, own.named))) {
			try {
				await execute(tried, command, { actor: administrator, input });
			} catch (error) {
				faults.push([JSON.stringify(input)?.slice(0, 300), String(error).slice(0, 300)]);
			}
		}
		expect(faults).toEqual([]);
	}, 120_000);
});
