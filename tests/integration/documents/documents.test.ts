import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { execute } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { revokeDelegationLink } from '#lib/server/conference/delegations/delegation-links.ts';
import { saveCheckpoint } from '#lib/server/conference/save-checkpoint.ts';
import { zipOf } from '#lib/server/documents/zip.ts';
import { addDocument } from '#lib/server/papers/add-document.ts';
import {
	documentOnDesk,
	documentsOfUnit,
	documentsOnDesk,
	publicDocument,
	publicDocuments
} from '#lib/server/papers/document-query.ts';
import {
	editDocument,
	moveDocument,
	releaseDocument,
	removeDocument
} from '#lib/server/papers/edit-document.ts';
import { fileResponse } from '#lib/server/papers/file-response.ts';
import { openDocument } from '#lib/server/papers/open-document.ts';
import { MOST_FILE_BYTES, readFile } from '#lib/server/papers/read-file.ts';
import { receipts, unitsWithout } from '#lib/server/papers/receipt-query.ts';
import { receiptsTable } from '#lib/server/papers/receipts-table.ts';
import { replaceFile } from '#lib/server/papers/replace-file.ts';
import { storedFile } from '#lib/server/papers/store-file.ts';
import { png } from '../../support/sample-pictures.ts';
import { conferenceCity, type ConferenceCity } from '../conference/house.ts';
import { person } from '../contest/city.ts';

let here: ConferenceCity;
let world: Awaited<ReturnType<typeof called>>;
beforeAll(async () => {
	here = await conferenceCity();
	world = await called('TAI-LIEU');
});
afterAll(() => here.remove());

const secretary = person('secretary');
const pdf = (words: string) => Buffer.from(`%PDF-1.7\n${words}\n%%EOF\n`);
const office = (part: string, more: readonly string[] = []) =>
	zipOf(
		['[Content_Types].xml', part, ...more].map((name) => ({ name, bytes: Buffer.from('x') })),
		new Date('2026-01-05T02:00:00Z')
	);

/** A conference whose first two units have a link and people: delegates, and one of the presidium. */
async function called(code: string) {
	const { conferenceId, delegationIds } = await here.conference(code);
	const [one, other] = delegationIds as [string, string];
	const { read } = here.database;
	const categories = await read.delegateCategory.findMany({
		where: { conferenceId },
		orderBy: { position: 'asc' }
	});
	const [delegates, presidium] = categories as [(typeof categories)[0], (typeof categories)[0]];
	const lan = await here.name(one, `Trần Thị Lan ${code}`);
	const hung = await here.name(one, `Lê Văn Hùng ${code}`, { categoryId: presidium.id });
	await here.name(other, `Phạm Thị Mai ${code}`);
	const [unit, stranger] = [await here.link(conferenceId, one), await here.link(conferenceId, other)];
	return {
		conferenceId,
		one,
		other,
		delegates,
		presidium,
		lan,
		hung,
		unit: unit.unit,
		stranger: stranger.unit
	};
}

const fields = (more: object = {}) => ({ title: 'Báo cáo tổng kết', readers: 'delegates', ...more });
async function add(
	conferenceId: string,
	more: object = {},
	bytes: Uint8Array = pdf('báo cáo'),
	isReleased = true
) {
	const file = await readFile(bytes, 'Báo cáo tổng kết.pdf');
	const input = { conferenceId, hash: file.hash, ...fields(more) };
	const { documentId } = await here.done(addDocument(file), input, secretary);
	if (isReleased) await here.done(releaseDocument, { documentId, version: 0, step: 'release' });
	return documentId;
}
const open = (documentId: string, actor: Actor, delegateId?: string) =>
	execute(here.database, openDocument, { actor, input: { documentId, delegateId } });
async function opened(documentId: string, actor: Actor, delegateId?: string) {
	const outcome = await open(documentId, actor, delegateId);
	return outcome.ok ? 'done' : (outcome.refusal.fields[0]?.code ?? outcome.refusal.code);
}

it('knows a file by what is in it and keeps a name that can do no harm', async () => {
	const typeOf = async (bytes: Uint8Array) => (await readFile(bytes, 'x.exe')).type;
	expect(await typeOf(pdf('a'))).toBe('pdf');
	expect(await typeOf(office('word/document.xml'))).toBe('docx');
	expect(await typeOf(office('xl/workbook.xml'))).toBe('xlsx');
	expect(await typeOf(office('ppt/presentation.xml'))).toBe('pptx');
	expect(await typeOf(png())).toBe('png');
	const refusedAs = (bytes: Uint8Array) =>
		readFile(bytes, 'x.pdf').then(
			() => 'taken',
			(error: unknown) => (error instanceof Refusal ? error.fields[0]?.code : error)
		);
	expect(await refusedAs(new Uint8Array())).toBe('paper_none');
	expect(await refusedAs(new Uint8Array(MOST_FILE_BYTES + 1))).toBe('paper_bytes');
	expect(await refusedAs(Buffer.from('<!doctype html><script>alert(1)</script>'))).toBe('paper_type');
	expect(await refusedAs(Buffer.from('MZ\x90\x00'))).toBe('paper_type');
	expect(await refusedAs(Buffer.from('%PDF-1.7 cut off'))).toBe('paper_torn');
	expect(await refusedAs(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('paper_old');
	expect(await refusedAs(office('word/document.xml', ['word/vbaProject.bin']))).toBe('paper_macros');
	expect(await refusedAs(office('word/document.xml').subarray(0, 60))).toBe('paper_torn');
	expect(await refusedAs(office('index.html'))).toBe('paper_type');
});

it('shows a unit what is released for its people, and everybody what is public', async () => {
	const { conferenceId, one, other, presidium, unit, stranger } = world;
	const { read } = here.database;
	const hidden = await add(conferenceId, { title: 'Dự thảo' }, pdf('dự thảo'), false);
	const all = await add(conferenceId, { title: 'Báo cáo' });
	const few = await add(conferenceId, {
		title: 'Chủ tịch đoàn',
		readers: 'category',
		categoryId: presidium.id
	});
	const everybody = await add(conferenceId, { title: 'Chương trình', readers: 'public' });
	const titles = async (delegationId: string) =>
		(await documentsOfUnit(read, conferenceId, delegationId)).map(({ title }) => title);
	expect(await titles(one)).toEqual(['Báo cáo', 'Chủ tịch đoàn', 'Chương trình']);
	expect(await titles(other)).toEqual(['Báo cáo', 'Chương trình']);
	expect((await publicDocuments(read, conferenceId)).map(({ title }) => title)).toEqual(['Chương trình']);
	expect(await publicDocument(read, 'TAI-LIEU', everybody)).not.toBeNull();
	for (const documentId of [hidden, all, few])
		expect(await publicDocument(read, 'TAI-LIEU', documentId)).toBeNull();
	expect(await publicDocument(read, 'KHAC', everybody)).toBeNull();
	expect(await opened(hidden, unit)).toBe('not_found');
	expect(await opened(few, stranger)).toBe('not_found');
	expect(await opened(few, unit)).toBe('done');
	await here.done(releaseDocument, { documentId: everybody, version: 1, step: 'withdraw' });
	expect(await publicDocument(read, 'TAI-LIEU', everybody)).toBeNull();
	expect(await here.refusal(releaseDocument, { documentId: everybody, version: 1, step: 'release' })).toBe(
		'stale'
	);
});

it('writes down once who got a file, and again where it is another one', async () => {
	const { conferenceId, lan, unit } = world;
	const documentId = await add(conferenceId, { title: 'Hai bản' });
	const got = () => receipts(here.database.read, conferenceId, documentId);
	for (const who of [undefined, undefined, lan]) expect(await opened(documentId, unit, who)).toBe('done');
	expect((await got()).map(({ personName }) => personName).sort()).toEqual(['Trần Thị Lan TAI-LIEU', null]);
	const second = await readFile(pdf('bản hai'), 'Bản hai.pdf');
	await here.done(replaceFile(second), { documentId, version: 1, hash: second.hash });
	expect((await got()).map(({ isEarlier }) => isEarlier)).toEqual([true, true]);
	expect(await opened(documentId, unit)).toBe('done');
	expect((await got()).map(({ isEarlier }) => isEarlier)).toEqual([false, true, true]);
	const without = await unitsWithout(here.database.read, conferenceId, await got());
	expect(without).not.toContain('Phường Bến Lau');
	expect(without).toContain('Phường Cầu Đá');
});

it('asks who opens a closed document and writes down every time, the desk’s too', async () => {
	const { conferenceId, lan, hung, presidium, unit, stranger } = world;
	const documentId = await add(conferenceId, {
		...{ title: 'Kín', isClosed: 'on', readers: 'category', categoryId: presidium.id }
	});
	expect(await opened(documentId, unit)).toBe('paper_who');
	expect(await opened(documentId, unit, lan)).toBe('paper_who');
	expect(await opened(documentId, stranger, hung)).toBe('not_found');
	expect(await opened(documentId, unit, hung)).toBe('done');
	expect(await opened(documentId, unit, hung)).toBe('done');
	expect(await opened(documentId, secretary)).toBe('done');
	const got = await receipts(here.database.read, conferenceId, documentId);
	expect(got.map(({ how }) => how).sort()).toEqual(['desk', 'unit', 'unit']);
	expect(got.filter(({ how }) => how === 'unit').map(({ personName }) => personName)).toEqual([
		'Lê Văn Hùng TAI-LIEU',
		'Lê Văn Hùng TAI-LIEU'
	]);
	const entries = await here.database.read.auditEntry.findMany({ where: { subjectId: documentId } });
	expect(entries.filter(({ action }) => action === 'document.open')).toHaveLength(3);
	expect(
		await here.problems(editDocument, {
			documentId,
			version: 1,
			...fields({ readers: 'public', isClosed: 'on' })
		})
	).toEqual(['readers: paper_closed_public']);
});

it('counts whose badge was read where printed copies lie', async () => {
	const { conferenceId, lan } = world;
	const { checkpointId } = await here.done(saveCheckpoint, {
		conferenceId,
		name: 'Bàn tài liệu',
		policy: 'log'
	});
	const documentId = await add(conferenceId, { title: 'Bản in', checkpointId });
	const { personId } = await here.delegate(lan);
	const firstAt = new Date('2099-01-02T01:00:00Z');
	await here.database.transaction((tx) =>
		tx.presence.create({
			data: {
				checkpointId,
				personId,
				conferenceId,
				summary: '{}',
				times: 1,
				direction: 'in',
				firstAt,
				rev: 1
			}
		})
	);
	const got = await receipts(here.database.read, conferenceId, documentId);
	expect(got).toMatchObject([{ how: 'printed', unitName: 'Phường Bến Lau', at: firstAt }]);
	const entry = await here.database.read.checkpoint.findFirstOrThrow({
		where: { conferenceId, isEntry: true }
	});
	expect(
		await here.problems(editDocument, { documentId, version: 1, ...fields({ checkpointId: entry.id }) })
	).toEqual(['checkpointId: paper_checkpoint']);
	const { rows } = receiptsTable(got, { name: '', head: ['a', 'b', 'c', 'd', 'e'], how: (how) => how });
	expect(rows).toMatchObject([
		[got[0]!.title, 'Phường Bến Lau', got[0]!.personName, 'printed', expect.any(String)]
	]);
});

it('gives out a file that is saved, runs nothing, and is kept by nobody unless it is public', async () => {
	const { conferenceId } = world;
	const documentId = await add(conferenceId);
	const document = (await documentOnDesk(here.database.read, conferenceId, documentId))!;
	const file = (await storedFile(here.database.read, document.hash))!;
	const given = { ...file, fileName: document.fileName, hash: document.hash };
	const request = new Request('https://kheo.example/');
	const own = fileResponse({ ...given, keeps: 'private' }, request);
	expect(own.headers.get('cache-control')).toBe('private, no-store');
	expect(own.headers.get('content-security-policy')).toContain('sandbox');
	expect(own.headers.get('content-disposition')).toBe(
		`attachment; filename="Bao cao tong ket.pdf"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20t%E1%BB%95ng%20k%E1%BA%BFt.pdf`
	);
	const open = fileResponse({ ...given, keeps: 'public' }, request);
	const again = new Request('https://kheo.example/', {
		headers: { 'If-None-Match': open.headers.get('etag')! }
	});
	expect(fileResponse({ ...given, keeps: 'public' }, again).status).toBe(304);
});

it('is ordered, changed and taken away at the desk, by those who may, in its own conference', async () => {
	const { conferenceId, unit } = await called('THU-TU');
	const [a, b] = [await add(conferenceId, { title: 'A' }), await add(conferenceId, { title: 'B' })];
	const order = async () =>
		(await documentsOnDesk(here.database.read, conferenceId)).map(({ title }) => title);
	await here.done(moveDocument, { documentId: b, step: 'up' });
	await here.done(moveDocument, { documentId: b, step: 'up' });
	expect(await order()).toEqual(['B', 'A']);
	expect(await here.problems(editDocument, { documentId: a, version: 1, ...fields({ title: '' }) })).toEqual([
		'title: field_required'
	]);
	expect(
		await here.problems(editDocument, { documentId: a, version: 1, ...fields({ title: 'a'.repeat(301) }) })
	).toEqual(['title: field_too_long']);
	const foreign = world.presidium.id;
	expect(
		await here.problems(editDocument, {
			documentId: a,
			version: 1,
			...fields({ readers: 'category', categoryId: foreign })
		})
	).toEqual(['categoryId: paper_category']);
	expect(await here.refusal(editDocument, { documentId: a, version: 1, ...fields() }, unit)).toBe(
		'forbidden'
	);
	expect(
		await here.refusal(releaseDocument, { documentId: a, version: 1, step: 'withdraw' }, secretary)
	).toBe('forbidden');
	expect(await opened(a, world.unit)).toBe('not_found');
	expect(await documentOnDesk(here.database.read, world.conferenceId, a)).toBeNull();
	await here.done(removeDocument, { documentId: a, version: 1, reason: 'Gửi nhầm tệp' });
	expect(await opened(a, unit)).toBe('not_found');
	expect(await order()).toEqual(['B']);
	await here.done(revokeDelegationLink, { delegationId: (unit as { delegationId: string }).delegationId });
	expect(await opened(b, unit)).toBe('delegation_link_dead');
});
