import type { Actor } from '#lib/domain/access/actor.ts';
import { accountActor } from '#lib/server/auth/account-actor.ts';
import { addHonourees, editHonouree } from '#lib/server/conference/honours/save-honouree.ts';
import type { Database } from '#lib/server/db/client.ts';
import { approveDecision } from '#lib/server/honours/decisions/answer-proposal.ts';
import { proposeDecision } from '#lib/server/honours/decisions/propose-decision.ts';
import { createDecision } from '#lib/server/honours/decisions/save-decision.ts';
import { createIssuer } from '#lib/server/honours/issuers/save-issuer.ts';
import { importRecipients } from '#lib/server/honours/recipients/import-recipients.ts';
import { saveUnit } from '#lib/server/people/save-unit.ts';
import { ask } from './ask.ts';
import {
	CITY_COLLECTIVES,
	CITY_INDIVIDUALS,
	COMMUNE_COLLECTIVES,
	COMMUNE_INDIVIDUALS,
	type Honoured
} from './honoured.ts';
import { seedCity } from './seed-city.ts';

/** Two people: what one proposes the other approves. */
export interface HonoursPeople {
	readonly proposer: Actor;
	readonly approver: Actor;
}

export interface SeededHonours {
	/** Approved, to be issued: twelve collectives and 37 people of the city. */
	readonly city: readonly string[];
	/** Approved, and left to whoever looks on: ten collectives of a commune. */
	readonly approved: string;
	/** Waits for the second person: five people of the commune. */
	readonly proposed: string;
}

/** The people of the demo by their names at the sign-in. */
export async function honoursPeople(database: Database): Promise<HonoursPeople> {
	const as = async (username: string) => {
		const { id } = await database.read.account.findUniqueOrThrow({ where: { username } });
		return accountActor(database.read, id);
	};
	return { proposer: await as('thidua'), approver: await as('bantochuc') };
}

async function issuers(database: Database) {
	const cityId = await seedCity(database);
	const unit = async (code: string, name: string, shortName: string, level: string) =>
		(await ask(database, saveUnit, { code, name, shortName, level, kind: 'agency', parentId: cityId }))
			.unitId;
	const issuer = async (unitId: string, fields: object) =>
		(await ask(database, createIssuer, { unitId, letterhead: 'state', ...fields })).issuerId;
	return {
		city: await issuer(
			await unit('HN-UBND', 'Ủy ban nhân dân thành phố Hà Nội', 'UBND thành phố', 'province'),
			{
				...{ name: 'CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI', place: 'Hà Nội' },
				nameEn: 'Chairman of the People’s Committee of Hanoi',
				...{ authority: ['merit'], authorityBasis: 'Luật Thi đua, khen thưởng số 06/2022/QH15' }
			}
		),
		commune: await issuer(
			await unit('HN-BAVI-X-UBND', 'Ủy ban nhân dân xã Ba Vì', 'UBND xã Ba Vì', 'commune'),
			{
				...{ name: 'CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BA VÌ', place: 'Ba Vì' },
				nameEn: 'Chairman of the People’s Committee of Ba Vì commune',
				authority: ['commendation'],
				authorityBasis: 'Luật Thi đua, khen thưởng số 06/2022/QH15, Điều 80'
			}
		)
	};
}

interface Deciding {
	readonly issuerId: string;
	readonly kind: 'merit' | 'commendation';
	readonly title: string;
	readonly number: string;
	readonly signerTitle: string;
	readonly signerName: string;
	readonly honoured: readonly Honoured[];
}

/** Puts them on the conference's list of whom it honours, each known as the delegate or delegation that they are. */
async function callToStage(database: Database, conferenceId: string, award: string, { honoured }: Deciding) {
	const item = await database.read.programmeItem.findFirstOrThrow({
		where: { conferenceId, kind: 'honouring', removedAt: null }
	});
	const isPerson = honoured[0]!.subject === 'individual';
	const office = ({ position, unit, locality }: Honoured) =>
		[position, unit, locality].filter(Boolean).join(', ');
	const last = await database.read.honouree.aggregate({
		where: { conferenceId },
		_max: { stageGroup: true }
	});
	await ask(database, addHonourees, {
		...{ conferenceId, itemId: item.id, kind: isPerson ? 'person' : 'unit', award },
		stageGroup: (last._max.stageGroup ?? 0) + 1,
		lines: honoured.map((one) => `${one.name}\t${office(one)}`).join('\n')
	});
	// Names that several have stay open: the desk says who is meant.
	const delegates = await database.read.delegate.findMany({
		where: { conferenceId, externalCode: { in: honoured.flatMap(({ delegate }) => delegate ?? []) } },
		select: { id: true, externalCode: true }
	});
	const idOf = new Map(delegates.map(({ id, externalCode }) => [externalCode!, id]));
	const open = await database.read.honouree.findMany({
		where: { conferenceId, award, kind: 'person', delegateId: null },
		orderBy: { position: 'asc' }
	});
	for (const row of open) {
		const meant = honoured.find((one) => one.name === row.name && office(one) === row.office);
		if (!meant?.delegate) continue;
		const { id: honoureeId, version, itemId, name, stageGroup } = row;
		await ask(database, editHonouree, {
			...{ conferenceId, honoureeId, version, itemId, name, office: row.office, award, stageGroup },
			...{ delegateId: idOf.get(meant.delegate), delegationId: null, receiverId: null, receiverName: null }
		});
	}
}

async function versionOf(database: Database, awardId: string): Promise<number> {
	return (await database.read.awardDecision.findUniqueOrThrow({ where: { id: awardId } })).version;
}

/** A decision with its list, proposed. */
async function propose(
	database: Database,
	{ conferenceId, today, proposer }: { conferenceId: string; today: string; proposer: Actor },
	{ honoured, ...fields }: Deciding
): Promise<string> {
	const year = today.slice(0, 4);
	const { awardId } = await ask(
		database,
		createDecision,
		{
			...{ ...fields, conferenceId, decidedOn: today, period: `năm ${year}` },
			achievement: `Đã có thành tích xuất sắc trong thực hiện phong trào thi đua “Dân vận khéo” năm ${year}`,
			legalBasis: 'Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022'
		},
		proposer
	);
	const rows = honoured.map(({ delegate: _, ...words }, index) => ({ line: index + 2, ...words }));
	await ask(database, importRecipients, { awardId, rows }, proposer);
	await ask(database, proposeDecision, { awardId, version: await versionOf(database, awardId) }, proposer);
	return awardId;
}

/**
 * Four decisions of two issuers for what is honoured at a conference, in the figures that were reported of Lai Châu in 2025
 * (12 collectives and 37 people) and of Hoa Lư in 2023 (10 and 5): three approved, one waiting for the second person.
 */
export async function seedHonours(
	database: Database,
	conferenceId: string,
	today: string,
	{ proposer, approver }: HonoursPeople
): Promise<SeededHonours> {
	const by = await issuers(database);
	const city = {
		...{ issuerId: by.city, kind: 'merit' as const },
		...{ signerTitle: 'KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH', signerName: 'Trần Văn Ký' }
	};
	const commune = {
		...{ issuerId: by.commune, kind: 'commendation' as const },
		...{ signerTitle: 'CHỦ TỊCH', signerName: 'Phùng Thị Mẫn' }
	};
	const decisions: readonly Deciding[] = [
		{
			...city,
			title: 'Tặng Bằng khen cho các tập thể có thành tích xuất sắc trong phong trào “Dân vận khéo”',
			...{ number: '1208/QĐ-UBND', honoured: CITY_COLLECTIVES }
		},
		{
			...city,
			title: 'Tặng Bằng khen cho các cá nhân có thành tích xuất sắc trong phong trào “Dân vận khéo”',
			...{ number: '1209/QĐ-UBND', honoured: CITY_INDIVIDUALS }
		},
		{
			...commune,
			title: 'Tặng Giấy khen cho các tập thể thực hiện tốt phong trào “Dân vận khéo”',
			...{ number: '86/QĐ-UBND', honoured: COMMUNE_COLLECTIVES }
		},
		{
			...commune,
			title: 'Tặng Giấy khen cho các cá nhân thực hiện tốt phong trào “Dân vận khéo”',
			...{ number: '87/QĐ-UBND', honoured: COMMUNE_INDIVIDUALS }
		}
	];
	const awardIds: string[] = [];
	for (const decision of decisions) {
		const award =
			decision.kind === 'merit'
				? 'Bằng khen của Chủ tịch UBND thành phố'
				: 'Giấy khen của Chủ tịch UBND xã Ba Vì';
		const isOfPeople = decision.honoured[0]!.subject === 'individual';
		await callToStage(database, conferenceId, `${award} (${isOfPeople ? 'cá nhân' : 'tập thể'})`, decision);
		awardIds.push(await propose(database, { conferenceId, today, proposer }, decision));
	}
	const [collectives, people, approved, proposed] = awardIds as [string, string, string, string];
	for (const awardId of [collectives, people, approved]) {
		await ask(database, approveDecision, { awardId, version: await versionOf(database, awardId) }, approver);
	}
	return { city: [collectives, people], approved, proposed };
}
