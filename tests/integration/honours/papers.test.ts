import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import { approveDecision, returnDecision } from '#lib/server/honours/decisions/answer-proposal.ts';
import { proposeDecision } from '#lib/server/honours/decisions/propose-decision.ts';
import { chooseTemplate } from '#lib/server/honours/decisions/choose-template.ts';
import { checkedDecision } from '#lib/server/honours/preflight/preflight-query.ts';
import { awardJob } from '#lib/server/honours/printing/award-job.ts';
import { awardPicture } from '#lib/server/honours/printing/award-picture.ts';
import { logAwardPrints } from '#lib/server/honours/printing/log-prints.ts';
import {
	addPrinter,
	measurePrinter,
	printersFor,
	removePrinter
} from '#lib/server/honours/printing/printers.ts';
import { saveByHand } from '#lib/server/honours/printing/save-by-hand.ts';
import { toPrint } from '#lib/server/honours/printing/to-print.ts';
import { addRecipient } from '#lib/server/honours/recipients/save-recipient.ts';
import { saveTemplate } from '#lib/server/honours/templates/save-template.ts';
import { templatesForAward } from '#lib/server/honours/templates/templates-for-award.ts';
import { templateFor } from '#lib/server/honours/templates/template-for.ts';
import { keepTemplatePicture } from '#lib/server/honours/templates/template-picture.ts';
import { templatesFor, templateVersions } from '#lib/server/honours/templates/template-query.ts';
import { printAwards } from '#lib/server/documents/print-record.ts';
import { readFile } from '#lib/server/papers/read-file.ts';
import { jpeg, png } from '../../support/sample-pictures.ts';
import { askPoppler } from '../../support/sample-certificate.ts';
import { holding, honoursCity, hung, lan } from './honours-house.ts';

let here: Awaited<ReturnType<typeof honoursCity>>;
beforeAll(async () => {
	here = await honoursCity();
});
afterAll(() => here.remove());

const asked = { origin: 'https://hoithi.example.vn', now: new Date('2026-10-16T02:00:00Z') };
const printOf = async (awardId: string) => (await toPrint(here.database.read, awardId, asked))!;
const problemsOf = async (awardId: string) => {
	const print = await printOf(awardId);
	const { recipients } = checkedDecision(print, []);
	return print.recipients.map(({ id, words }) => [
		words.name,
		...(recipients.get(id) ?? []).map(({ kind }) => kind)
	]);
};
const codes = async (command: Parameters<typeof here.ask>[0], input: object, actor = lan) => {
	const outcome = await here.ask(command, input, actor);
	return outcome.ok ? 'done' : (outcome.refusal.fields[0]?.code ?? outcome.refusal.code);
};

describe('a decision before it is printed', () => {
	it('is checked one by one: names that do not fit, signs that no font has, what is missing, who is there twice', async () => {
		const long = 'Ư'.repeat(250);
		const awardId = await here.draft('11/QĐ-UBND', [
			'Chi bộ bản Nậm Pồ',
			long,
			'Tổ dân phố 龍',
			'Chi bộ bản Nậm Pồ'
		]);
		expect(await problemsOf(awardId)).toEqual([
			['Chi bộ bản Nậm Pồ', 'twice'],
			[long, 'too-wide'],
			['Tổ dân phố 龍', 'no-glyph'],
			['Chi bộ bản Nậm Pồ', 'twice']
		]);
		const silent = await here.draft('12/QĐ-UBND', ['Chi bộ bản Co Mạ'], { achievement: '' });
		expect(await problemsOf(silent)).toEqual([['Chi bộ bản Co Mạ', 'missing']]);
	});

	it('names what of the decision itself does not fit its template', async () => {
		const signerName = 'Nguyễn Thị '.repeat(9).trim();
		const awardId = await here.draft('13/QĐ-UBND', ['Chi bộ bản Co Mạ'], { signerName });
		const { tooWide } = checkedDecision(await printOf(awardId), []);
		expect(tooWide.map(({ block }) => block)).toEqual(['signer']);
	});

	it('is printed as proofs that say so, all that fit, whoever does not is named', async () => {
		const awardId = await here.draft('14/QĐ-UBND', ['Chi bộ bản Co Mạ', 'Ư'.repeat(250)]);
		const way = { form: 'pdf', onBlank: false, aSheet: 1, printerId: null } as const;
		const { read } = here.database;
		const print = await printOf(awardId);
		expect(await awardJob(read, print, { ...way, what: 'issued' }, asked.now)).toBeNull();
		const job = (await awardJob(read, print, { ...way, what: 'proofs' }, asked.now))!;
		expect(job.awards.every(({ facts }) => facts.isInvented && facts.code.startsWith('0000'))).toBe(true);
		const { bytes, failed } = await printAwards(job);
		expect(failed.map(({ id }) => id)).toEqual([print.recipients[1]!.id]);
		expect(askPoppler('pdftotext', bytes)).toContain('Chi bộ bản Co Mạ');
		const one = print.recipients[0]!.id;
		expect(await codes(logAwardPrints, { awardId, recipientIds: [one], form: 'pdf' })).toBe('done');
		const other = await here.draft('15/QĐ-UBND', []);
		expect(await codes(logAwardPrints, { awardId: other, recipientIds: [one], form: 'pdf' })).toBe(
			'not_found'
		);
	});
});

describe('a decision’s template', () => {
	it('is chosen among those of its kind and letterhead, and prints what it did not before', async () => {
		const awardId = await here.draft('16/QĐ-UBND', ['Chi bộ bản Co Mạ']);
		const { read } = here.database;
		const award = await read.awardDecision.findUniqueOrThrow({ where: { id: awardId } });
		const offered = await templatesForAward(read, award, asked.now);
		const other = offered.find(({ key }) => key !== award.templateKey)!;
		expect(offered.map(({ kind, letterhead }) => `${letterhead} ${kind}`)).toEqual(
			offered.map(() => 'state merit')
		);
		const choice = { awardId, version: award.version, templateKey: other.key };
		const foreign = BUILT_IN_TEMPLATES.find(({ kind }) => kind === 'certificate')!.key;
		expect(await codes(chooseTemplate, { ...choice, templateKey: foreign })).toBe('award_template_unfit');
		expect(await codes(chooseTemplate, choice)).toBe('done');
		expect(await codes(chooseTemplate, choice)).toBe('stale');
		expect((await printOf(awardId)).template.key).toBe(other.key);
	});

	it('is only another paper for the same words once they are approved, and none while they wait', async () => {
		const { read } = here.database;
		const offered = async (awardId: string) => {
			const award = await read.awardDecision.findUniqueOrThrow({ where: { id: awardId } });
			const keys = (await templatesForAward(read, award, asked.now)).map(({ key }) => key);
			return { keys, choice: { awardId, version: award.version } };
		};
		const kind = { kind: 'certificate' };
		expect((await offered(await here.draft('17/QĐ-UBND', ['Đội một'], kind))).keys).toContain(
			'state-taking-part'
		);
		const waiting = await offered(await here.proposed('18/QĐ-UBND', ['Đội một'], kind));
		expect(waiting.keys).toEqual([]);
		const templateKey = 'state-taking-part';
		expect(await codes(chooseTemplate, { ...waiting.choice, templateKey })).toBe('award_template_fixed');
		const approved = await offered(await here.approved('19/QĐ-UBND', ['Đội một'], kind));
		expect(approved.keys).toEqual(['state-certificate']);
		expect(await codes(chooseTemplate, { ...approved.choice, templateKey })).toBe('award_template_unfit');
		const merit = await offered(await here.approved('20/QĐ-UBND', ['Chi bộ bản Co Mạ']));
		expect(merit.keys).toContain('state-merit-400x300');
	});
});

describe('a certificate that is set by hand', () => {
	it('keeps its size, lines and shift until somebody sets them otherwise', async () => {
		const name = 'Ban Công tác Mặt trận thôn Đồng Tâm, xã Mường Và';
		const awardId = await here.draft('21/QĐ-UBND', [name]);
		const [one] = (await printOf(awardId)).recipients;
		const set = { awardId, recipientId: one!.id, version: one!.version };
		const byHand = {
			recipientSize: '18,5',
			recipientLines: 'Ban Công tác Mặt trận\nthôn Đồng Tâm, xã Mường Và',
			recipientDx: '1,5'
		};
		expect(await codes(saveByHand, { ...set, ...byHand })).toBe('done');
		expect(await codes(saveByHand, { ...set, ...byHand })).toBe('stale');
		const after = await printOf(awardId);
		expect(after.recipients[0]!.byHand).toEqual({
			recipient: {
				size: 18.5,
				lines: ['Ban Công tác Mặt trận', 'thôn Đồng Tâm, xã Mường Và'],
				dx: 1.5,
				dy: 0
			}
		});
		const { facts, template } = after.recipients[0]!;
		const picture = awardPicture(template, facts, new Map(), 'vi');
		expect(picture).toMatch(/^<svg [^>]*viewBox="0 0 420 297"/);
		const next = { ...set, version: after.recipients[0]!.version };
		for (const wrong of [
			{ recipientSize: '500' },
			{ recipientDx: '1e9' },
			{ recipientLines: 'a\nb\nc\nd\ne' }
		]) {
			expect(await codes(saveByHand, { ...next, ...wrong })).toBe('field_invalid');
		}
		expect(await codes(saveByHand, { ...next, recipientSize: '' })).toBe('done');
		expect((await printOf(awardId)).recipients[0]!.byHand).toEqual({});
	});

	it('tells in the picture why it cannot be drawn', async () => {
		const awardId = await here.draft('22/QĐ-UBND', []);
		const name = 'Ư'.repeat(250);
		await here.done(addRecipient, { awardId, subject: 'collective', name }, lan);
		const { facts, template } = (await printOf(awardId)).recipients[0]!;
		expect(awardPicture(template, facts, new Map(), 'vi')).toMatch(/<text [^>]*>[^<]* mm/);
	});
});

describe('printers', () => {
	it('are corrected by what was measured; a page that was made to fit is refused', async () => {
		const at = { unitId: here.cityId, name: 'Máy văn phòng' };
		const read = { firstX: '31,5', firstY: '29', secondX: '261,5', secondY: '179' };
		expect(await codes(addPrinter, { ...at, ...read, secondX: '200' })).toBe('paper_measure_unlikely');
		expect(await codes(addPrinter, { ...at, ...read, firstX: 'ba mươi' })).toBe('paper_measure_invalid');
		const { printerId } = await here.done(addPrinter, { ...at, ...read }, lan);
		const [printer] = await printersFor(here.database.read, lan);
		expect(printer).toMatchObject({ id: printerId, calibration: { dx: -1.5, dy: 1, scaleX: 1, scaleY: 1 } });
		const again = { printerId, version: 0, name: 'Máy tầng 2', ...read, firstY: '30', secondY: '180' };
		expect(await codes(measurePrinter, again)).toBe('done');
		expect(await codes(measurePrinter, again)).toBe('stale');
		const stranger = holding('Xa', { unitId: here.wards[0]! });
		expect(await codes(removePrinter, { printerId, version: 1 }, stranger)).toBe('forbidden');
		expect(await codes(removePrinter, { printerId, version: 1 })).toBe('done');
	});
});

describe('templates of a unit', () => {
	const { key: _key, version: _version, ...merit } = BUILT_IN_TEMPLATES[0]!;
	const send = (draft: object, more: object = {}) => ({
		...{ unitId: here.cityId, templateKey: 'state-merit', version: 1, draft: JSON.stringify(draft) },
		...more
	});

	it('are copied from those that come with Khéo; a change is the next version, and none ever changes', async () => {
		const { key } = await here.done(saveTemplate, send({ ...merit, name: 'Bằng khen của tỉnh' }), lan);
		const moved = merit.blocks.map((one) =>
			one.kind === 'place' ? { ...one, box: { ...one.box, x: one.box.x + 2 } } : one
		);
		const next = { ...merit, blocks: moved, validFrom: '2026-11-01' };
		expect(await codes(saveTemplate, send(next, { templateKey: key, version: 1 }))).toBe('done');
		expect(await codes(saveTemplate, send(next, { templateKey: key, version: 1 }))).toBe('stale');
		const { read } = here.database;
		expect((await templateVersions(read, key)).map(({ template }) => template.version)).toEqual([2, 1]);
		expect((await templateFor(read, key, '2026-10-31'))?.version).toBe(1);
		expect((await templateFor(read, key, '2026-11-01'))?.blocks).toEqual(moved);
		expect((await templatesFor(read, lan)).filter(({ unit }) => unit !== null)).toHaveLength(1);
		const other = holding('Xa', { unitId: here.wards[0]! });
		expect(await codes(saveTemplate, send(next), other)).toBe('forbidden');
	});

	it('are refused in words with a fault, no name, an unknown field, or what is no template at all', async () => {
		const off = merit.blocks.map((one) => ({ ...one, box: { ...one.box, x: -50 } }));
		const words = { recipient: '{ten}', place: '', achievement: '' };
		const wordless = { individual: words, collective: words, household: words };
		const unknown = { ...merit.wording, individual: { ...merit.wording.individual, place: '{chuc}' } };
		const cases: readonly (readonly [object, string])[] = [
			[{ ...merit, blocks: off }, 'papers_template_faults'],
			[{ ...merit, wording: wordless }, 'papers_template_nameless'],
			[{ ...merit, wording: unknown }, 'papers_template_unknown'],
			[{ ...merit, validTo: '2020-01-01' }, 'papers_template_days'],
			[{ ...merit, emblem: 'a'.repeat(64) }, 'papers_picture_kind']
		];
		for (const [draft, code] of cases) expect(await codes(saveTemplate, send(draft))).toBe(code);
		for (const draft of [
			'{',
			'[]',
			'{"name":1}',
			JSON.stringify({ ...merit, more: 1 }),
			'x'.repeat(100_001)
		]) {
			expect(await codes(saveTemplate, send({}, { draft }))).not.toBe('done');
		}
	});

	it('take a picture by what is in it', async () => {
		const unitId = here.cityId;
		const keep = async (bytes: Uint8Array) => {
			const file = await readFile(bytes, 'quoc-huy.png');
			return codes(keepTemplatePicture(file), { unitId, hash: file.hash });
		};
		expect(await keep(png())).toBe('done');
		expect(await keep(jpeg())).toBe('done');
		expect(await keep(Buffer.from('%PDF-1.7\nx\n%%EOF\n'))).toBe('papers_picture_kind');
	});
});

describe('a version of a template that is saved later', () => {
	it('is none of a decision that was proposed before, until somebody chooses it', async () => {
		const { key: _key, version: _version, ...merit } = BUILT_IN_TEMPLATES[0]!;
		const templateKey = 'state-merit';
		const own = { ...merit, name: 'Bằng khen của tỉnh, chữ nhỏ' };
		const saved = { unitId: here.cityId, version: 1, templateKey, draft: JSON.stringify(own) };
		const { key } = await here.done(saveTemplate, saved, lan);
		const awardId = await here.draft('51/QĐ-UBND', ['Chi bộ bản Co Mạ']);
		const choice = async () => ({ awardId, version: await here.version(awardId), templateKey: key });
		await here.done(chooseTemplate, await choice(), lan);
		await here.done(proposeDecision, { awardId, version: await here.version(awardId) }, lan);

		const blocks = own.blocks.map((one) =>
			one.kind === 'place' ? { ...one, box: { ...one.box, x: one.box.x + 2 } } : one
		);
		const later = { ...saved, templateKey: key, draft: JSON.stringify({ ...own, blocks }) };
		expect(await codes(saveTemplate, later)).toBe('done');
		expect((await printOf(awardId)).template.version).toBe(1);
		await here.done(approveDecision, { awardId, version: await here.version(awardId) }, hung);
		expect((await printOf(awardId)).template.version).toBe(1);
		await here.done(chooseTemplate, await choice(), lan);
		expect((await printOf(awardId)).template.version).toBe(2);
	});

	it('is what a draft is printed by, and a proposal that was sent back', async () => {
		const { key: _key, version: _version, ...merit } = BUILT_IN_TEMPLATES[0]!;
		const own = { ...merit, name: 'Bằng khen của tỉnh, in lại' };
		const saved = { unitId: here.cityId, version: 1, templateKey: 'state-merit', draft: JSON.stringify(own) };
		const { key } = await here.done(saveTemplate, saved, lan);
		const awardId = await here.draft('52/QĐ-UBND', ['Chi bộ bản Co Mạ']);
		const version = () => here.version(awardId);
		await here.done(chooseTemplate, { awardId, version: await version(), templateKey: key }, lan);
		await here.done(proposeDecision, { awardId, version: await version() }, lan);
		await here.done(saveTemplate, { ...saved, templateKey: key, draft: JSON.stringify(own) }, lan);
		await here.done(returnDecision, { awardId, version: await version(), reason: 'Sai mẫu' }, hung);
		expect((await printOf(awardId)).template.version).toBe(2);
	});
});
