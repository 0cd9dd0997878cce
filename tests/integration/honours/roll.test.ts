import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { createConference } from '#lib/server/conference/create-conference.ts';
import { annulDecision } from '#lib/server/honours/decisions/answer-proposal.ts';
import { issueCertificates } from '#lib/server/honours/issue/issue-certificates.ts';
import { issueReplacement } from '#lib/server/honours/issue/issue-replacement.ts';
import { certificatesOfDecision } from '#lib/server/honours/proof/certificate-query.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { publishDecision, withdrawPublication } from '#lib/server/honours/roll/publish-decision.ts';
import { honouredEvent, publishedHonours } from '#lib/server/honours/roll/public-event.ts';
import { ON_PAGE, publicRoll, type AskedRoll } from '#lib/server/honours/roll/public-roll.ts';
import { deskRoll, publicRollPaper } from '#lib/server/honours/roll/roll-papers.ts';
import { keptPaper } from '#lib/server/honours/roll/kept-papers.ts';
import { person } from '../contest/city.ts';
import { holding, honoursCity, hung, lan, type HonoursCity } from './honours-house.ts';

const CODE = 'HN-ROLL';
const event = { kind: 'conference', code: CODE } as const;
const elsewhere = { kind: 'contest', code: 'KHAC' } as const;
let here: HonoursCity;
let conferenceId: string;
let contestId: string;

beforeAll(async () => {
	here = await honoursCity();
	({ conferenceId } = await here.done(createConference, {
		...{ code: CODE, titleVi: 'Hội nghị tổng kết', kind: 'final-review', hostUnitId: here.cityId },
		...{ startsOn: '2026-12-10', endsOn: '2026-12-10' }
	}));
	({ contestId } = await here.contest('KHAC'));
	await here.database.transaction(async (tx) => {
		await tx.conference.update({ where: { id: conferenceId }, data: { status: 'announced' } });
		await tx.contest.update({ where: { id: contestId }, data: { status: 'announced' } });
	});
});
afterAll(() => here.remove());

interface Person {
	readonly name: string;
	readonly subject?: string;
	readonly words?: object;
}

/** An approved decision of the conference, with these people on its list beside what `approved` makes. */
async function honouring(number: string, names: readonly string[], people: readonly Person[] = []) {
	const awardId = await here.approved(number, names, { conferenceId });
	await here.database.transaction(async (tx) => {
		for (const [index, { name, subject = 'individual', words }] of people.entries()) {
			await tx.awardRecipient.create({
				data: {
					...{ id: newId(), decisionId: awardId, position: names.length + index + 1, subject },
					words: JSON.stringify({ honorific: 'Bà', name, position: 'Trưởng thôn', ...words }),
					searchKey: name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase(),
					...{ source: 'hand', createdAt: new Date() }
				}
			});
		}
	});
	return awardId;
}
const publish = async (awardId: string, as = 'names', actor = hung) =>
	here.done(publishDecision, { awardId, version: await here.version(awardId), as }, actor);
const withdraw = async (awardId: string) =>
	here.done(withdrawPublication, { awardId, version: await here.version(awardId) }, hung);

const roll = (asked: Partial<AskedRoll> = {}, of: typeof event | typeof elsewhere = event) =>
	publicRoll(here.read, of, { query: '', sort: 'decision', page: 1, ...asked });
/** Everything that a visitor could get about the conference's honours, as text. */
async function everythingPublic(): Promise<string> {
	const asked = { awardId: null, locale: 'vi' } as const;
	const poster = await publicRollPaper(here.read, event, { paper: { as: 'poster', size: 'A3' }, ...asked });
	const decisions = await here.read.awardDecision.findMany({ select: { id: true } });
	const lists = [];
	for (const { id } of decisions)
		lists.push(await publicRollPaper(here.read, event, { ...asked, paper: { as: 'list' }, awardId: id }));
	return JSON.stringify([await roll(), poster, lists, await publishedHonours(here.read, event)]);
}
const namesOn = async (asked: Partial<AskedRoll> = {}) =>
	((await roll(asked))?.decisions ?? []).flatMap(({ groups }) =>
		groups.flatMap(({ entries }) => (entries ?? []).map(({ name }) => name))
	);
const issue = (awardId: string) =>
	issueCertificates(here.database, { awardId, origin: 'https://kheo.example', actor: hung });

describe('nothing of a decision is public', () => {
	it('before somebody publishes it: not a name, not its number, not that there is one', async () => {
		const awardId = await honouring('501/QĐ-UBND', ['Tổ hòa giải Bến Lau'], [{ name: 'Đỗ Thị Êm' }]);
		expect(await roll()).toBeNull();
		const seen = await everythingPublic();
		for (const secret of ['Bến Lau', 'Êm', '501/QĐ', awardId]) expect(seen).not.toContain(secret);
		await publish(awardId);
		expect(await namesOn()).toEqual(['Tổ hòa giải Bến Lau', 'Bà Đỗ Thị Êm']);
		await withdraw(awardId);
		expect(await roll()).toBeNull();
		expect(await everythingPublic()).toBe(seen);
	});

	it('of another event, and of an event that is a draft', async () => {
		const awardId = await honouring('502/QĐ-UBND', ['Chi bộ Cầu Đá']);
		await publish(awardId);
		expect(await roll({}, elsewhere)).toBeNull();
		const paper = { as: 'list' } as const;
		expect(await publicRollPaper(here.read, elsewhere, { paper, awardId, locale: 'vi' })).toBeNull();
		const status = async (to: string) =>
			here.database.transaction((tx) =>
				tx.conference.update({ where: { id: conferenceId }, data: { status: to } })
			);
		await status('draft');
		expect([await roll(), await honouredEvent(here.read, event, 'vi')]).toEqual([null, null]);
		expect(await publishedHonours(here.read, event)).toBe(0);
		await status('announced');
		expect(await namesOn()).toEqual(['Chi bộ Cầu Đá']);
		await withdraw(awardId);
	});

	it('once it is annulled, without anybody taking it down', async () => {
		const awardId = await honouring('503/QĐ-UBND', ['Chi bộ Đồi Thông']);
		await publish(awardId);
		const asked = { awardId, version: await here.version(awardId), reason: 'Trùng quyết định khác' };
		await here.done(annulDecision, { ...asked, number: null, on: null, recovery: 'not-asked' }, hung);
		expect(await roll()).toBeNull();
		expect(await everythingPublic()).not.toContain('Đồi Thông');
	});
});

describe('publishing', () => {
	it('is for approved decisions of an event, by organizers of the event or of the issuer, and is written down', async () => {
		const draft = await here.draft('511/QĐ-UBND', ['A'], { conferenceId });
		const proposed = await here.proposed('512/QĐ-UBND', ['B'], { conferenceId });
		const alone = await here.approved('513/QĐ-UBND', ['C']);
		const awardId = await honouring('514/QĐ-UBND', ['D']);
		const refused = async (id: string, actor = hung, as = 'names') =>
			here.refusal(publishDecision, { awardId: id, version: await here.version(id), as }, actor);
		expect([await refused(draft), await refused(proposed), await refused(alone)]).toEqual([
			'award_publish_not_approved',
			'award_publish_not_approved',
			'award_publish_no_event'
		]);
		expect([
			await refused(awardId, person('secretary')),
			await refused(awardId, person('viewer')),
			await refused(awardId, holding('Hội thi khác', { contestId })),
			await refused(awardId, holding('Phường', { unitId: here.wards[0]! })),
			await refused(awardId, hung, 'everything')
		]).toEqual(['forbidden', 'forbidden', 'forbidden', 'forbidden', 'invalid']);
		expect(await here.refusal(publishDecision, { awardId, version: 0, as: 'names' }, hung)).toBe('stale');
		const gone = { awardId, version: await here.version(awardId) };
		expect(await here.refusal(withdrawPublication, gone, hung)).toBe('award_publish_not_there');
		await publish(awardId, 'counts', holding('Hội nghị', { conferenceId }));
		const first = (await here.read.awardDecision.findUniqueOrThrow({ where: { id: awardId } })).publishedAt;
		await publish(awardId, 'names', lan);
		const row = await here.read.awardDecision.findUniqueOrThrow({ where: { id: awardId } });
		expect([row.publishedAt, row.publishedAs]).toEqual([first, 'names']);
		await withdraw(awardId);
		const log = await here.read.auditEntry.findMany({
			where: { subjectId: awardId, action: 'award.publish' },
			orderBy: { seq: 'asc' }
		});
		const said = log.map(({ after }) => (JSON.parse(String(after)) as { publishedAs: string }).publishedAs);
		expect(said).toEqual(['counts', 'names', null]);
	});

	it('says only how many individuals and households there are, where that was chosen', async () => {
		const awardId = await honouring(
			'521/QĐ-UBND',
			['Đội cồng chiêng buôn Ƀrăng'],
			[{ name: 'H’Ƀlao Niê' }, { name: 'Y Ê̆ Êban' }, { name: 'Trần Văn Hộ', subject: 'household' }]
		);
		await publish(awardId, 'counts');
		expect(await namesOn()).toEqual(['Đội cồng chiêng buôn Ƀrăng']);
		const [decision] = (await roll())!.decisions;
		expect(decision!.groups.map(({ subject, count }) => [subject, count])).toEqual([
			['collective', 1],
			['household', 1],
			['individual', 2]
		]);
		const seen = await everythingPublic();
		for (const name of ['Niê', 'Êban', 'Trần Văn Hộ']) expect(seen).not.toContain(name);
		// Nor can anybody learn by searching that somebody is on the list.
		expect((await roll({ query: 'y e eban' }))!.decisions).toEqual([]);
		await withdraw(awardId);
	});
});

describe('whoever looks for a name', () => {
	it('finds it without diacritics, and gets an answer to nonsense and to very much of it', async () => {
		const awardId = await honouring('531/QĐ-UBND', ['Tổ Đoàn Kết'], [{ name: 'Nguyễn Thị Đượm' }]);
		await publish(awardId);
		expect(await namesOn({ query: 'duom' })).toEqual(['Bà Nguyễn Thị Đượm']);
		expect(await namesOn({ query: 'NGUYEN  đượm' })).toEqual(['Bà Nguyễn Thị Đượm']);
		expect(await namesOn({ query: '%' })).toHaveLength(2);
		expect(await namesOn({ query: 'x'.repeat(100_000) })).toEqual([]);
		expect(await namesOn({ query: 'a '.repeat(50_000) })).toEqual(['Tổ Đoàn Kết']);
		expect(await namesOn({ page: -5 })).toHaveLength(2);
		expect(await namesOn({ page: 1e12 })).toHaveLength(2);
		await withdraw(awardId);
	});
});

describe('a certificate on the roll', () => {
	it('is led to once it is issued, newest where it was replaced, and gone with its name once it is taken away', async () => {
		const awardId = await honouring('541/QĐ-UBND', ['Tổ dân phố Sai', 'Tổ dân phố Hồ Sen']);
		await publish(awardId);
		const codes = async () =>
			(await roll())!.decisions[0]!.groups[0]!.entries!.map(({ name, code }) => [name, code]);
		expect(await codes()).toEqual([
			['Tổ dân phố Sai', null],
			['Tổ dân phố Hồ Sen', null]
		]);
		await issue(awardId);
		const [wrong, right] = await certificatesOfDecision(here.read, awardId);
		const replaced = await issueReplacement(
			here.database,
			{
				...{ certificate: wrong!.id, why: 'clerical', reason: 'Sai tên' },
				words: { name: 'Tổ dân phố Giếng Ngọc' }
			},
			{ actor: hung, origin: 'https://kheo.example' }
		);
		expect(await codes()).toEqual([
			['Tổ dân phố Giếng Ngọc', replaced.ok && replaced.value.code],
			['Tổ dân phố Hồ Sen', right!.code]
		]);
		expect(await namesOn({ query: 'gieng ngoc' })).toHaveLength(1);
		const ground = { for: 'false-papers', number: '9/QĐ-UBND', on: '2026-11-20', recovery: 'asked' };
		await here.done(revokeCertificate, { certificate: right!.id, ...ground, reason: 'Hồ sơ giả' }, hung);
		expect(await namesOn()).toEqual(['Tổ dân phố Giếng Ngọc']);
		const seen = await everythingPublic();
		for (const gone of ['Hồ Sen', 'Tổ dân phố Sai', wrong!.code, right!.code])
			expect(seen).not.toContain(gone);
		await withdraw(awardId);
	});
});

describe('two thousand names', () => {
	it('come page by page, each once, in their order or by given name, with the same few questions', async () => {
		const awardId = await honouring('551/QĐ-UBND', ['Tập thể']);
		const family = ['Nguyễn', 'Trần', 'Lê', 'Đỗ', 'Vàng'];
		const given = ['An', 'Ánh', 'Bình', 'Đượm', 'Yến', 'Ê̆m', 'Ŏanh'];
		await here.database.transaction((tx) =>
			tx.awardRecipient.createMany({
				data: Array.from({ length: 1999 }, (_, at) => {
					const name = `${family[at % 5]} Văn ${given[at % 7]}`;
					return {
						...{ id: newId(), decisionId: awardId, position: at + 2, subject: 'individual' },
						...{ words: JSON.stringify({ name, unit: `Thôn ${at}` }), searchKey: `nguoi ${at}` },
						...{ source: 'hand', createdAt: new Date() }
					};
				})
			})
		);
		await publish(awardId);
		const first = (await roll())!;
		expect([first.total, first.pages]).toEqual([2000, Math.ceil(2000 / ON_PAGE)]);
		const ids: string[] = [];
		for (let page = 1; page <= first.pages; page++) {
			const { decisions } = (await roll({ page }))!;
			ids.push(
				...decisions.flatMap(({ groups }) =>
					groups.flatMap(({ entries }) => (entries ?? []).map(({ id }) => id))
				)
			);
			expect(decisions[0]!.isContinued).toBe(page > 1);
		}
		expect(new Set(ids).size).toBe(2000);
		const byName = await namesOn({ sort: 'name' });
		expect(byName.slice(0, 2)).toEqual(['Tập thể', 'Đỗ Văn An']);
		expect(await namesOn({ query: 'nguoi 1998' })).toHaveLength(1);
		await withdraw(awardId);
	});
});

describe('papers', () => {
	it('are drafts at the desk before the approval, for everybody the same bytes, and never there unpublished', async () => {
		const draft = await here.draft('561/QĐ-UBND', ['Thôn Một'], { conferenceId });
		const now = new Date('2026-11-20T02:00:00Z');
		const job = await deskRoll(here.read, draft, { as: 'list' }, 'vi', now);
		expect(job!.papers[0]!.input).toMatchObject({ mark: 'draft', event: 'Hội nghị tổng kết' });
		const nobody = await here.draft('562/QĐ-UBND', [], { conferenceId });
		expect(await deskRoll(here.read, nobody, { as: 'list' }, 'vi', now)).toBeNull();
		const awardId = await honouring('563/QĐ-UBND', ['Thôn Hai']);
		const asked = { paper: { as: 'list' }, awardId, locale: 'vi' } as const;
		expect(await publicRollPaper(here.read, event, asked)).toBeNull();
		await publish(awardId);
		const [one, other] = [
			await publicRollPaper(here.read, event, asked),
			await publicRollPaper(here.read, event, asked)
		];
		const [first, second] = [keptPaper(one!), keptPaper(other!)];
		expect(first.key).toBe(second.key);
		expect(await first.bytes()).toBe(await second.bytes());
		await withdraw(awardId);
	});
});
