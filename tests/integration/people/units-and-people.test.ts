import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import { execute } from '#lib/server/command/execute.ts';
import { homonymsOf, peoplePage } from '#lib/server/people/person-query.ts';
import { savePerson } from '#lib/server/people/save-person.ts';
import { saveUnit } from '#lib/server/people/save-unit.ts';
import { searchUnits, unitPath, unitsBelow } from '#lib/server/people/unit-query.ts';
import { cityOfTwo, type City } from '../access/city.ts';

let city: City;
let admin: Actor;
let ofDistrict: Actor;
beforeAll(async () => {
	city = await cityOfTwo();
	admin = await (await city.account('admin', [{ role: 'administrator' }])).actor();
	ofDistrict = await (await city.account('tc.bd', [{ role: 'organizer', unitId: city.ids.badinh }])).actor();
});
afterAll(() => city.remove());

async function save(actor: Actor, over: Record<string, unknown>, unitId?: string) {
	const input = {
		code: 'M1',
		name: 'Phường Mới',
		level: 'commune',
		kind: 'party-committee',
		unitId,
		...over
	};
	const outcome = await execute(city.database, saveUnit, { actor, input });
	if (outcome.ok) return { saved: outcome.value.unitId };
	const { code, fields } = outcome.refusal;
	return fields.length > 0 ? fields.map((problem) => `${problem.field}: ${problem.code}`) : code;
}

describe('a unit', () => {
	it('is refused with every problem at once', async () => {
		const { badinh, city: top } = city.ids;
		expect([
			await save(admin, { code: 'BD', parentId: badinh, validFrom: '2024-02-30' }),
			await save(admin, { code: 'BD', name: ' ', level: 'xã' }),
			await save(admin, { code: 'BD', parentId: badinh, level: 'district', validTo: '2026-01-01' }),
			await save(admin, { parentId: city.ids.commune, level: 'province' }),
			await save(admin, { code: 'có cách' }),
			await save(admin, { parentId: 'nowhere' }),
			await save(admin, { name: 'x'.repeat(201), parentId: top })
		]).toEqual([
			['validFrom: people_day'],
			['name: field_required', 'level: field_required'],
			['validTo: people_unit_district_ends', 'code: people_code_taken'],
			['parentId: people_unit_parent_level'],
			['code: people_code_form'],
			'not_found',
			['name: field_too_long']
		]);
	});

	it('E45: is kept in NFC, audited with before and after, and found without diacritics', async () => {
		const made = await save(admin, {
			code: 'ĐBP',
			name: 'Phường  Điện Biên'.normalize('NFD'),
			parentId: city.ids.badinh
		});
		const unitId = (made as { saved: string }).saved;
		await save(
			admin,
			{ code: 'ĐBP', name: 'Phường Điện Biên', shortName: 'Điện Biên', parentId: city.ids.badinh },
			unitId
		);
		const found = await searchUnits(city.database.read, 'DIEN bien');
		expect(found.map(({ name, shortName }) => ({ name, shortName }))).toEqual([
			{ name: 'Phường Điện Biên', shortName: 'Điện Biên' }
		]);
		const entries = await city.database.read.auditEntry.findMany({
			where: { subjectId: unitId },
			orderBy: { seq: 'asc' }
		});
		expect(
			entries.map(({ before, after }) => [
				before && JSON.parse(before).shortName,
				JSON.parse(after!).shortName
			])
		).toEqual([
			[null, null],
			[null, 'Điện Biên']
		]);
		expect(await unitPath(city.database.read, unitId)).toEqual([
			{ id: city.ids.city, name: 'Thành ủy Hà Nội' },
			{ id: city.ids.badinh, name: 'Quận ủy Ba Đình' },
			{ id: unitId, name: 'Phường Điện Biên' }
		]);
	});

	it('cannot stand below itself or below its own', async () => {
		const { badinh, commune, city: top } = city.ids;
		const district = { code: 'BD', name: 'Quận ủy Ba Đình', level: 'commune' };
		expect(await save(admin, { ...district, parentId: commune }, badinh)).toEqual(
			expect.arrayContaining(['parentId: people_unit_cycle'])
		);
		expect(await save(admin, { code: 'HN', name: 'Thành ủy', level: 'commune', parentId: top }, top)).toEqual(
			expect.arrayContaining(['parentId: people_unit_cycle'])
		);
	});

	it('does not end before what stands below it', async () => {
		const { badinh, city: top } = city.ids;
		const input = {
			code: 'BD',
			name: 'Quận ủy Ba Đình',
			level: 'district',
			parentId: top,
			validTo: '2025-06-30'
		};
		expect(await save(admin, input, badinh)).toEqual(['validTo: people_unit_children_outside']);
	});

	it('is saved by organizers of the units above it only', async () => {
		const { badinh, caugiay, city: top, commune } = city.ids;
		const inCommune = { code: 'TB', name: 'Phường Trúc Bạch', kind: 'party-committee' };
		const secretary = await (await city.account('tk.bd', [{ role: 'secretary', unitId: badinh }])).actor();
		expect([
			await save(ofDistrict, { code: 'P1', parentId: badinh }),
			await save(ofDistrict, { code: 'P2', parentId: caugiay }),
			await save(ofDistrict, { code: 'P3', parentId: top }),
			await save(ofDistrict, { code: 'P4' }),
			await save(ofDistrict, { ...inCommune, parentId: caugiay }, commune),
			await save(ofDistrict, { ...inCommune, parentId: null, level: 'province' }, commune),
			await save(secretary, { code: 'P5', parentId: badinh })
		]).toEqual([
			{ saved: expect.any(String) },
			'forbidden',
			'forbidden',
			'forbidden',
			'forbidden',
			'forbidden',
			'forbidden'
		]);
		expect(await city.database.read.unit.count({ where: { code: { in: ['P2', 'P3', 'P4', 'P5'] } } })).toBe(
			0
		);
	});

	it('is listed among its neighbours the Vietnamese way', async () => {
		for (const [code, name] of [
			['O1', 'Ủy ban A'],
			['O2', 'Đoàn thể'],
			['O3', 'Du lịch'],
			['O4', 'Ẩm thực']
		]) {
			await save(admin, {
				code,
				name,
				kind: 'agency',
				parentId: city.ids.caugiay,
				level: 'commune',
				validTo: '2025-06-30'
			});
		}
		const below = await unitsBelow(city.database.read, city.ids.caugiay);
		expect(below.map(({ name }) => name)).toEqual(['Ẩm thực', 'Du lịch', 'Đoàn thể', 'Ủy ban A']);
	});
});

async function savePersonAs(actor: Actor, over: Record<string, unknown>, personId?: string) {
	const outcome = await execute(city.database, savePerson, {
		actor,
		input: { fullName: 'Lê An', ...over, personId }
	});
	if (outcome.ok) return { saved: outcome.value.personId };
	const { code, fields } = outcome.refusal;
	return fields.length > 0 ? fields.map((problem) => `${problem.field}: ${problem.code}`) : code;
}

describe('a person', () => {
	it('needs a name only, and keeps its letters as written', async () => {
		const made = await savePersonAs(admin, {
			fullName: ' ĐẶNG  thị Thuận'.normalize('NFD'),
			email: '',
			phone: '',
			birthYear: ''
		});
		const person = await city.database.read.person.findUniqueOrThrow({
			where: { id: (made as { saved: string }).saved }
		});
		expect(person).toMatchObject({
			fullName: 'ĐẶNG thị Thuận',
			email: null,
			phone: null,
			birthYear: null,
			searchKey: 'dang thi thuan'
		});
	});

	it('is refused with every problem at once', async () => {
		await savePersonAs(admin, { externalCode: 'CB9' });
		expect([
			await savePersonAs(admin, { fullName: '', birthYear: '75', phone: 'x', email: 'x', gender: 'z' }),
			await savePersonAs(admin, { externalCode: 'CB9' }),
			await savePersonAs(admin, { unitId: 'nowhere' })
		]).toEqual([
			[
				'fullName: field_required',
				'birthYear: people_birth_year',
				'gender: field_invalid',
				'phone: people_phone',
				'email: people_email'
			],
			['externalCode: people_code_taken'],
			'not_found'
		]);
	});

	it('is written and read by the desk of the own units only', async () => {
		const { badinh, caugiay } = city.ids;
		const inDistrict = (await savePersonAs(admin, { fullName: 'Phạm Ba Đình', unitId: badinh })) as {
			saved: string;
		};
		const beside = (await savePersonAs(admin, { fullName: 'Phạm Cầu Giấy', unitId: caugiay })) as {
			saved: string;
		};
		expect([
			await savePersonAs(
				ofDistrict,
				{ fullName: 'Phạm Ba Đình', unitId: badinh, position: 'Bí thư' },
				inDistrict.saved
			),
			await savePersonAs(ofDistrict, { fullName: 'Phạm Cầu Giấy', unitId: caugiay }, beside.saved),
			await savePersonAs(ofDistrict, { fullName: 'Phạm Ba Đình', unitId: caugiay }, inDistrict.saved),
			await savePersonAs(ofDistrict, { fullName: 'Không đơn vị' })
		]).toEqual([{ saved: inDistrict.saved }, 'forbidden', 'forbidden', 'forbidden']);
		const { read } = city.database;
		const seen = await peoplePage(read, await reachOf(read, ofDistrict, 'person.read'), { query: 'pham' });
		expect(seen).toMatchObject({ total: 1, people: [{ fullName: 'Phạm Ba Đình' }] });
		const viewer = await (await city.account('xem', [{ role: 'viewer' }])).actor();
		expect((await peoplePage(read, await reachOf(read, viewer, 'person.read'), {})).total).toBe(0);
	});

	it('is listed by given name, then family name, with namesakes told apart', async () => {
		const unitId = city.ids.commune;
		for (const [fullName, birthYear] of [
			['Trần Văn Ân', 1970],
			['Nguyễn Văn An', 1981],
			['Đào An', 1990],
			['Nguyễn Văn An', 1972],
			['Lê Thị Ánh', 1980]
		] as const) {
			await savePersonAs(admin, { fullName, birthYear, unitId });
		}
		const { read } = city.database;
		const { people } = await peoplePage(read, { everywhere: true }, { unitId });
		expect(people.map(({ fullName, birthYear }) => `${fullName} ${birthYear}`)).toEqual([
			'Đào An 1990',
			'Nguyễn Văn An 1972',
			'Nguyễn Văn An 1981',
			'Lê Thị Ánh 1980',
			'Trần Văn Ân 1970'
		]);
		const namesakes = await homonymsOf(read, { everywhere: true }, people[1]!);
		expect(namesakes.map(({ birthYear, unit }) => ({ birthYear, unit: unit?.name }))).toEqual([
			{ birthYear: 1981, unit: 'Phường Trúc Bạch' }
		]);
	});

	it('is saved once for one key', async () => {
		const key = crypto.randomUUID();
		const asked = { actor: admin, input: { fullName: 'Vũ Một Lần' }, key };
		const first = await execute(city.database, savePerson, asked);
		const again = await execute(city.database, savePerson, asked);
		expect(again).toEqual({ ...first, replayed: true });
		expect(await city.database.read.person.count({ where: { fullName: 'Vũ Một Lần' } })).toBe(1);
	});
});
