import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { guessMapping, headingLine } from '#lib/domain/people/import/columns.ts';
import type { ImportKind, Table } from '#lib/domain/people/import/table.ts';
import { execute } from '#lib/server/command/execute.ts';
import { applyImport, preparedImport } from '#lib/server/people/import/apply-import.ts';
import type { ImportRequest } from '#lib/server/people/import/input.ts';
import { planHash, planImport } from '#lib/server/people/import/plan.ts';
import { restFile } from '#lib/server/people/import/rest-file.ts';
import { restOf, soundPart } from '#lib/server/people/import/sound-part.ts';
import { undoImport } from '#lib/server/people/import/undo-import.ts';
import { savePerson } from '#lib/server/people/save-person.ts';
import { tableFromFile } from '#lib/server/people/table/read-table.ts';
import { cityOfTwo, type City } from '../access/city.ts';

let city: City;
let admin: Actor;
beforeAll(async () => {
	city = await cityOfTwo();
	admin = await (await city.account('admin', [{ role: 'administrator' }])).actor();
});
afterAll(() => city.remove());

function request(kind: ImportKind, table: Table, over: Partial<ImportRequest> = {}): ImportRequest {
	const headings = headingLine(kind, table);
	return {
		kind,
		contestId: kind === 'teams' ? city.ids.contest : null,
		underUnitId: null,
		fileName: 'danh-sach.xlsx',
		headings,
		mapping: guessMapping(kind, table[headings]!),
		table: table.map((row) => [...row]),
		...over
	};
}
const preview = (asked: ImportRequest, actor: Actor = admin) =>
	planImport(city.database.read, actor, asked, new Date('2024-10-01T00:00:00Z'));

async function apply(
	asked: ImportRequest,
	{ actor = admin, consent, key }: { actor?: Actor; consent?: string; key?: string } = {}
) {
	const input = { ...asked, consent: consent ?? planHash(await preview(asked, actor)) };
	const at = new Date('2024-10-01T00:00:00Z');
	const outcome = await execute(city.database, applyImport, { actor, input, key, at });
	return outcome.ok ? outcome.value : { code: outcome.refusal.code, params: outcome.refusal.params };
}
async function undo(batchId: string, actor: Actor = admin) {
	const outcome = await execute(city.database, undoImport, { actor, input: { batchId } });
	return outcome.ok ? 'undone' : { code: outcome.refusal.code, params: outcome.refusal.params };
}
const batchOf = (applied: unknown) => (applied as { batchId: string }).batchId;
async function everything() {
	const { read } = city.database;
	return {
		units: await read.unit.findMany({ orderBy: { id: 'asc' } }),
		people: await read.person.findMany({ orderBy: { id: 'asc' } }),
		teams: await read.team.findMany({ orderBy: { id: 'asc' }, omit: { version: true } }),
		teamUnits: await read.teamUnit.findMany({ orderBy: [{ teamId: 'asc' }, { unitId: 'asc' }] }),
		members: await read.teamMember.findMany({ orderBy: { personId: 'asc' }, omit: { id: true } })
	};
}

describe('an import of units', () => {
	const LIST = [
		['THÀNH ỦY HÀ NỘI', '', '', ''],
		['Mã', 'Tên đơn vị', 'Cấp', 'Đơn vị cấp trên'],
		['NH', 'Phường Ngọc Hà', 'Phường', 'BD'],
		['NH-1', 'Tổ dân phố số 1', 'Cơ sở', 'Phường Ngọc Hà']
	];

	it('writes all of it, is audited, shows no difference a second time, and is undone in one step', async () => {
		const before = await everything();
		const applied = await apply(request('units', LIST));
		expect(applied).toMatchObject({ created: 2, changed: 0 });
		const made = await city.database.read.unit.findMany({
			where: { code: { startsWith: 'NH' } },
			orderBy: { code: 'asc' },
			include: { parent: { select: { code: true } } }
		});
		expect(made.map(({ code, parent }) => `${parent?.code} > ${code}`)).toEqual(['BD > NH', 'NH > NH-1']);
		expect((await preview(request('units', LIST))).plan.rows.map(({ fate }) => fate)).toEqual([
			'same',
			'same'
		]);
		const entries = await city.database.read.auditEntry.findMany({ where: { action: 'import.apply' } });
		expect(entries.map(({ subjectKind }) => subjectKind)).toEqual(['import', 'unit', 'unit']);
		expect(await undo(batchOf(applied))).toBe('undone');
		expect(await everything()).toEqual(before);
		expect(await undo(batchOf(applied))).toMatchObject({ code: 'people_undo_done' });
	});

	it('writes nothing while there is any error, whatever consent says', async () => {
		const before = await everything();
		const asked = request('units', [...LIST, ['', '', 'Phường', 'BD']]);
		expect(await apply(asked)).toMatchObject({ code: 'people_import_errors', params: { count: 1 } });
		expect(await everything()).toEqual(before);
	});

	it('writes nothing where the data are no longer those of the preview', async () => {
		const asked = request('units', LIST);
		const consent = planHash(await preview(asked));
		await city.database.transaction((tx) =>
			tx.unit.update({ where: { id: city.ids.badinh }, data: { code: 'BĐ' } })
		);
		const table = asked.table.map((row) => row.map((cell) => (cell === 'BD' ? 'BĐ' : cell)));
		const changed = { ...asked, table: [...table.slice(0, 3), ['CG', 'Cầu Giấy mới', '', '']] };
		expect(await apply(changed, { consent })).toMatchObject({ code: 'people_import_moved' });
		expect(await city.database.read.unit.count({ where: { code: { startsWith: 'NH' } } })).toBe(0);
		await city.database.transaction((tx) =>
			tx.unit.update({ where: { id: city.ids.badinh }, data: { code: 'BD' } })
		);
	});

	it('is for organizers of the units that it is about', async () => {
		const { badinh, caugiay } = city.ids;
		const ofDistrict = await (await city.account('tc.cg', [{ role: 'organizer', unitId: caugiay }])).actor();
		const secretary = await (await city.account('tk', [{ role: 'secretary' }])).actor();
		const as = async (actor: Actor, over: Partial<ImportRequest>) =>
			apply(request('units', LIST, over), { actor, consent: 'x' });
		expect([
			await as(ofDistrict, {}),
			await as(ofDistrict, { underUnitId: badinh }),
			await as(ofDistrict, { underUnitId: caugiay }),
			await as(secretary, {})
		]).toEqual([
			{ code: 'forbidden', params: {} },
			{ code: 'forbidden', params: {} },
			{ code: 'people_import_errors', params: { count: 1 } },
			{ code: 'forbidden', params: {} }
		]);
		expect(await city.database.read.unit.count({ where: { code: { startsWith: 'NH' } } })).toBe(0);
	});
});

describe('an import of people', () => {
	it('shows before and after the second time, and undoes only while nothing stands in the way', async () => {
		const first = await apply(
			request('people', [
				['Mã cán bộ', 'Họ và tên', 'Chức vụ', 'Đơn vị'],
				['H1', 'Đặng Thị Hoa', 'Phó ban', 'BD'],
				['H2', 'Đặng Văn Huệ', '', 'BD']
			])
		);
		expect(first).toMatchObject({ created: 2, changed: 0 });
		const again = request('people', [
			['Mã cán bộ', 'Họ và tên', 'Chức vụ', 'Đơn vị'],
			['H1', 'Đặng Thị Hoa', 'Trưởng ban', 'BD'],
			['H2', 'Đặng Văn Huệ', '', 'BD'],
			['H3', 'Đặng Lan', '', 'CG']
		]);
		const { plan } = await preview(again);
		expect(plan.rows.map(({ fate, changes }) => ({ fate, changes }))).toEqual([
			{ fate: 'changed', changes: [{ field: 'position', before: 'Phó ban', after: 'Trưởng ban' }] },
			{ fate: 'same', changes: [] },
			{ fate: 'new', changes: [] }
		]);
		const second = await apply(again);
		expect(second).toMatchObject({ created: 1, changed: 1 });

		expect(await undo(batchOf(first))).toEqual({
			code: 'people_undo_blocked',
			params: { count: 1, first: 'Đặng Thị Hoa' }
		});
		expect(await undo(batchOf(second))).toBe('undone');
		const hoa = await city.database.read.person.findUniqueOrThrow({ where: { externalCode: 'H1' } });
		expect(hoa.position).toBe('Phó ban');

		const hue = await city.database.read.person.findUniqueOrThrow({ where: { externalCode: 'H2' } });
		const facts = { fullName: hue.fullName, unitId: hue.unitId, externalCode: 'H2', phone: '0912 345 678' };
		await execute(city.database, savePerson, { actor: admin, input: { personId: hue.id, ...facts } });
		expect(await undo(batchOf(first))).toMatchObject({
			code: 'people_undo_blocked',
			params: { first: 'Đặng Văn Huệ' }
		});
		await execute(city.database, savePerson, {
			actor: admin,
			input: { personId: hue.id, ...facts, phone: '' }
		});
		expect(await undo(batchOf(first))).toBe('undone');
		expect(await city.database.read.person.count({ where: { fullName: { startsWith: 'Đặng' } } })).toBe(0);
	});

	it('is not undone by another unit’s organizer', async () => {
		const { caugiay, badinh } = city.ids;
		const mine = await (await city.account('tc.bd', [{ role: 'organizer', unitId: badinh }])).actor();
		const other = await (await city.account('tc.cg2', [{ role: 'organizer', unitId: caugiay }])).actor();
		const colleague = await (await city.account('tc.bd2', [{ role: 'organizer', unitId: badinh }])).actor();
		const list = [['Họ và tên'], ['Ngô Thị Khế']];
		const applied = await apply(request('people', list, { underUnitId: badinh }), { actor: mine });
		expect(applied).toMatchObject({ created: 1 });
		expect(await undo(batchOf(applied), other)).toMatchObject({ code: 'forbidden' });
		expect(await undo(batchOf(applied), colleague)).toMatchObject({ code: 'forbidden' });
		expect(await undo(batchOf(applied), mine)).toBe('undone');
	});

	it('is written once for one key, also when both requests come at once', async () => {
		const asked = request('people', [['Họ và tên'], ['Ngô Văn Một']]);
		const consent = planHash(await preview(asked));
		const key = crypto.randomUUID();
		const [one, two] = await Promise.all([apply(asked, { consent, key }), apply(asked, { consent, key })]);
		expect(one).toEqual(two);
		expect(await city.database.read.person.count({ where: { fullName: 'Ngô Văn Một' } })).toBe(1);
	});

	it('takes and takes back thousands of rows', async () => {
		const rows = Array.from({ length: 3_000 }, (_, index) => [
			`K${index}`,
			`Nguyễn Văn Số ${index % 700}`,
			'CG'
		]);
		const asked = request('people', [['Mã cán bộ', 'Họ và tên', 'Đơn vị'], ...rows]);
		const applied = await apply(asked);
		expect(applied).toMatchObject({ created: 3_000, changed: 0 });
		expect(await undo(batchOf(applied))).toBe('undone');
	}, 120_000);
});

describe('an import of teams', () => {
	const HEAD = ['Mã đội', 'Tên đội', 'Đơn vị', 'Cụm', 'Đội trưởng', 'Thành viên', 'Dự bị', 'Mô hình'];

	it('makes accepted teams with their people, passes a person on, and is undone', async () => {
		const { read, transaction } = city.database;
		const clusterId = crypto.randomUUID();
		await transaction((tx) =>
			tx.cluster.create({
				data: {
					id: clusterId,
					contestId: city.ids.contest,
					stageKey: 'qualifying',
					key: 'c1',
					name: 'Cụm 1',
					position: 1
				}
			})
		);
		const empty = await everything();
		const first = await apply(
			request('teams', [
				HEAD,
				['A', 'Đội Ba Đình', 'BD', 'Cụm 1', 'Lê An', 'Lê Bình; Lê Cúc', 'Lê Dung', 'Tổ dân vận số'],
				['B', 'Đội liên quân', 'BD; CG', '1', '', 'Vũ Hai', '', '']
			])
		);
		expect(first).toMatchObject({ created: 7, changed: 0 });
		const teams = await read.team.findMany({
			where: { contestId: city.ids.contest },
			orderBy: { code: 'asc' },
			include: { units: true, members: { orderBy: { position: 'asc' }, include: { person: true } } }
		});
		expect(
			teams.map(({ code, status, clusterId: cluster, modelTitle, units, members }) => ({
				code,
				status,
				inCluster: cluster === clusterId,
				modelTitle,
				units: units.length,
				members: members.map(({ role, person }) => `${person.fullName} ${role}`)
			}))
		).toEqual([
			{
				code: 'A',
				status: 'accepted',
				inCluster: true,
				modelTitle: 'Tổ dân vận số',
				units: 1,
				members: ['Lê An leader', 'Lê Bình member', 'Lê Cúc member', 'Lê Dung reserve']
			},
			{
				code: 'B',
				status: 'accepted',
				inCluster: true,
				modelTitle: null,
				units: 2,
				members: ['Vũ Hai member']
			}
		]);
		const between = await everything();
		const passed = await apply(
			request('teams', [
				HEAD,
				['A', 'Đội Ba Đình', 'BD', '', 'Lê An', 'Lê Bình', 'Lê Dung', ''],
				['B', 'Đội liên quân', 'BD; CG', '', '', 'Vũ Hai; Lê Cúc', '', '']
			])
		);
		expect(passed).toMatchObject({ created: 0, changed: 2 });
		const cuc = await read.teamMember.findMany({
			where: { person: { fullName: 'Lê Cúc' } },
			include: { team: true }
		});
		expect(cuc.map(({ team }) => team.code)).toEqual(['B']);
		expect(await undo(batchOf(first))).toMatchObject({ code: 'people_undo_blocked' });
		expect(await undo(batchOf(passed))).toBe('undone');
		expect(await everything()).toEqual(between);
		expect(await undo(batchOf(first))).toBe('undone');
		expect(await everything()).toEqual(empty);
	});

	it('is for organizers of that contest', async () => {
		const ofOther = await (
			await city.account('tc.khac', [{ role: 'organizer', contestId: city.ids.other }])
		).actor();
		const ofThis = await (
			await city.account('tc.nay', [{ role: 'organizer', contestId: city.ids.contest }])
		).actor();
		const asked = request('teams', [HEAD, ['C', 'Đội C', 'BD', '', '', 'Lê Năm', '', '']]);
		expect(await apply(asked, { actor: ofOther })).toMatchObject({ code: 'forbidden' });
		expect(await apply({ ...asked, contestId: null }, { consent: 'x' })).toMatchObject({ code: 'invalid' });
		const applied = await apply(asked, { actor: ofThis });
		expect(applied).toMatchObject({ created: 2 });
		expect(await undo(batchOf(applied), ofOther)).toMatchObject({ code: 'forbidden' });
		expect(await undo(batchOf(applied), ofThis)).toBe('undone');
	});
});

describe('a list with errors in some lines', () => {
	const LIST = [
		['Mã', 'Tên đơn vị', 'Cấp', 'Đơn vị cấp trên'],
		['XA', 'Phường Xuân Đỉnh', 'Phường', 'BD'],
		['XB', '', 'Phường', 'BD'],
		['XC', 'Tổ dân phố của phường thiếu tên', 'Cơ sở', 'XB'],
		['XD', 'Tổ dân phố số 9', 'Cơ sở', 'XA']
	];
	const at = new Date('2024-10-01T00:00:00Z');
	const part = async (asked: ImportRequest) =>
		soundPart(city.database.read, admin, asked, await preview(asked), at);

	it('can be imported without them and without what rests on them, by a consent of its own', async () => {
		const whole = request('units', LIST);
		const sound = (await part(whole))!;
		expect(sound.leftOut).toEqual([3, 4]);
		expect(sound.problems.map(({ row }) => row)).toEqual([3, 4]);
		expect(await apply(whole, { consent: planHash(sound.planned) })).toMatchObject({
			code: 'people_import_errors'
		});
		const { leftOut } = sound;
		const input = { ...sound.request, consent: planHash(sound.planned), leftOut: leftOut.length };
		const command = await preparedImport(city.database, admin, sound.request);
		const outcome = await execute(city.database, command, { actor: admin, input, at });
		expect(outcome).toMatchObject({ ok: true, value: { created: 2, changed: 0 } });
		const made = await city.database.read.unit.findMany({
			where: { code: { startsWith: 'X' } },
			orderBy: { code: 'asc' }
		});
		expect(made.map(({ code }) => code)).toEqual(['XA', 'XD']);
		const rest = restOf(whole, sound);
		expect(rest.table).toEqual([LIST[0], LIST[2], LIST[3]]);
		const batchId = outcome.ok ? outcome.value.batchId : '';
		const entry = await city.database.read.auditEntry.findFirstOrThrow({ where: { subjectId: batchId } });
		expect(JSON.parse(entry.after!)).toMatchObject({ created: 2, leftOut: 2 });
		expect(await undo(batchId)).toBe('undone');
		expect(await city.database.read.unit.count({ where: { code: { startsWith: 'X' } } })).toBe(0);
	});

	it('gives them back as a file, each with what is wrong with it', async () => {
		const whole = request('units', LIST);
		const { leftOut, problems } = (await part(whole))!;
		const file = await restFile(whole, leftOut, problems, {
			problem: 'Lỗi',
			of: ({ code }, heading) => `${heading}: ${code}`
		});
		const read = await tableFromFile(file);
		expect(read).toEqual([
			[...LIST[0]!, 'Lỗi'],
			[...LIST[2]!, 'Tên đơn vị: people_cell_required'],
			[...LIST[3]!, expect.stringContaining('Đơn vị cấp trên: people_cell_unknown_unit')]
		]);
	});

	it('has no sound part where every line is wrong, or none is', async () => {
		expect(await part(request('units', [LIST[0]!, LIST[2]!]))).toBeNull();
		expect(await part(request('units', [LIST[0]!, LIST[1]!]))).toBeNull();
	});
});

describe('a plan that was made before the transaction', () => {
	const LIST = [
		['Mã', 'Họ và tên', 'Đơn vị'],
		['PB1', 'Nguyễn Thị Bình', 'BD']
	];
	const written = async (meanwhile: () => Promise<unknown>) => {
		const asked = request('people', LIST);
		const consent = planHash(await preview(asked));
		const command = await preparedImport(city.database, admin, asked);
		await meanwhile();
		const at = new Date('2024-10-01T00:00:00Z');
		const outcome = await execute(city.database, command, { actor: admin, input: { ...asked, consent }, at });
		return outcome.ok ? 'written' : outcome.refusal.code;
	};

	it('is made again where a person was changed since, and refuses what is no longer what was seen', async () => {
		const change = { fullName: 'Nguyễn Thị Bình', externalCode: 'PB1', unitId: city.ids.badinh };
		const moved = await written(() => execute(city.database, savePerson, { actor: admin, input: change }));
		expect(moved).toBe('people_import_moved');
	});
});
