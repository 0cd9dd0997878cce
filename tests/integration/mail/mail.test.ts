import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { delegationActor } from '#lib/server/conference/delegations/delegation-actor.ts';
import { editDelegation } from '#lib/server/conference/delegations/edit-delegation.ts';
import type { PrintJob } from '#lib/server/documents/job.ts';
import { renderPapers } from '#lib/server/documents/render-papers.ts';
import { LEASE_MS } from '#lib/server/mail/claim-letter.ts';
import { mailingsOf, mailingWhole, unitsToWriteTo } from '#lib/server/mail/mail-query.ts';
import { postOffice } from '#lib/server/mail/post-office.ts';
import { removeMailSettings, saveMailSettings } from '#lib/server/mail/save-settings.ts';
import { sendLetters } from '#lib/server/mail/send-letters.ts';
import { mailFromEnvironment, mailSetUp, shownMailSettings } from '#lib/server/mail/settings.ts';
import { settleLetter } from '#lib/server/mail/settle-letter.ts';
import { steerMailing } from '#lib/server/mail/steer-mailing.ts';
import { trySettings } from '#lib/server/mail/try-settings.ts';
import { smtpServer, SMTP_CERTIFICATE, type SmtpServer } from '../../support/smtp-server.ts';
import { conferenceCity, type ConferenceCity } from '../conference/house.ts';
import { person } from '../contest/city.ts';

const ORIGIN = 'https://kheo.example';
const administrator = person('administrator');
const LOGIN = { user: 'kheo', password: 'mật khẩu của máy thư' };

let here: ConferenceCity;
let smtp: SmtpServer;
beforeAll(async () => {
	process.env.KHEO_MASTER_KEY = Buffer.alloc(32, 7).toString('base64');
	[here, smtp] = await Promise.all([conferenceCity(), smtpServer({ starttls: true, login: LOGIN })]);
	await setUp();
});
afterAll(async () => {
	await smtp.close();
	await here.remove();
});

const settings = (port = smtp.port) => ({
	...{ host: 'localhost', port, security: 'starttls', ...LOGIN, perMinute: 6000 },
	...{ fromAddress: 'ban-to-chuc@kheo.example', fromName: 'Ban Tổ chức Hội nghị' }
});
async function setUp(more: object = {}) {
	const row = await here.database.read.mailSettings.findUnique({ where: { id: 'mail' } });
	await here.done(saveMailSettings, { ...settings(), version: row?.version ?? null, ...more }, administrator);
}

/** A process's post office with a clock of its own. */
function office(at = new Date(), more: Partial<Parameters<typeof postOffice>[0]> = {}) {
	const clock = { at };
	const own = postOffice({
		...{ database: here.database, ca: SMTP_CERTIFICATE, pauseMs: 0, now: () => clock.at },
		print: async (job: PrintJob) => (await renderPapers(job, async () => true))!,
		...more
	});
	return { ...own, clock };
}

/** A conference whose wards but the last have an address. */
async function called(code: string) {
	smtp.received.length = 0;
	smtp.conduct = () => null;
	const { conferenceId, delegationIds } = await here.conference(code);
	for (const [index, delegationId] of delegationIds.slice(0, 4).entries()) {
		await write(delegationId, `phuong${index + 1}@${code.toLowerCase()}.example`);
	}
	return { conferenceId, delegationIds };
}
async function write(delegationId: string, contactEmail: string) {
	const { version } = await here.whole(delegationId);
	const contact = { contactName: 'Trần Thị Lan', contactEmail };
	await here.done(editDelegation, { delegationId, version, quota: 3, ...contact });
}

const letter = (conferenceId: string, delegationIds: readonly string[], more: object = {}) => ({
	...{ conferenceId, delegationIds, origin: ORIGIN, kind: 'reminder', link: 'none' },
	subject: 'Nhắc báo danh sách: {hội nghị}',
	body: 'Kính gửi {đơn vị},\n\nĐoàn đã báo {đã báo}/{số đại biểu} đại biểu. Hạn: {hạn}.',
	...more
});

async function states(conferenceId: string) {
	const mailingId = (await mailingsOf(here.database.read, conferenceId))[0]!.id;
	const mailing = (await mailingWhole(here.database.read, conferenceId, mailingId))!;
	return { mailingId, mailing, of: mailing.letters.map(({ status }) => status) };
}

const MIME_TEXT = (data: string) => {
	const [, encoded] =
		/Content-Transfer-Encoding: base64\r\n\r\n([\s\S]*?)(\r\n\r\n|\r\n--|$)/.exec(data) ?? [];
	if (encoded) return Buffer.from(encoded, 'base64').toString();
	return Buffer.from(
		data
			.replace(/=\r\n/g, '')
			.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1'
	).toString();
};

it('sends each chosen unit its own letter with its own link and the invitation, once', async () => {
	const { conferenceId, delegationIds } = await called('GUI');
	const input = letter(conferenceId, delegationIds.slice(0, 2), {
		...{ kind: 'invitation', link: 'own', attaches: 'on' },
		subject: 'Giấy mời dự {hội nghị}',
		body: 'Kính gửi {đơn vị},\n\nMời mở {đường dẫn} để báo danh sách.'
	});
	const key = newId();
	const first = await here.ask(sendLetters, input, undefined, key);
	const again = await here.ask(sendLetters, input, undefined, key);
	expect([first.ok, again.ok && again.replayed]).toEqual([true, true]);
	expect(await office().round()).toEqual({ sent: 2, isAway: false });
	expect(await office().round()).toEqual({ sent: 0, isAway: false });
	expect(smtp.received.map(({ to, isEncrypted, user }) => [to, isEncrypted, user])).toEqual([
		[['phuong1@gui.example'], true, LOGIN.user],
		[['phuong2@gui.example'], true, LOGIN.user]
	]);
	const tokens = [];
	for (const { data } of smtp.received) {
		expect(data).toMatch(/^Auto-Submitted: auto-generated/m);
		expect(data).toMatch(/application\/pdf/);
		expect(data).toMatch(/filename="?giay-moi-phuong-/);
		const [, token] = /https:\/\/kheo\.example\/delegations\/([\w-]+)/.exec(MIME_TEXT(data)) ?? [];
		tokens.push(token);
	}
	const actors = await Promise.all(tokens.map((token) => delegationActor(here.database.read, token!)));
	expect(actors.map((actor) => actor.kind === 'delegation' && actor.delegationId)).toEqual(
		delegationIds.slice(0, 2)
	);
	const kept = await here.database.read.mailedLetter.findMany({ where: { mailing: { conferenceId } } });
	expect(kept.map(({ status, sealedToken }) => [status, sealedToken])).toEqual([
		['sent', null],
		['sent', null]
	]);
	const written = JSON.stringify(await here.database.read.auditEntry.findMany());
	for (const token of tokens) expect(written).not.toContain(token);
	const had = await unitsToWriteTo(here.database.read, conferenceId);
	expect(had.map((unit) => unit.had)).toEqual([['invitation'], ['invitation'], [], [], []]);
	expect(had[4]!.address).toBeNull();
});

it('never sends what two processes have in hand twice', async () => {
	const { conferenceId, delegationIds } = await called('HAI-MAY');
	await here.done(sendLetters, letter(conferenceId, delegationIds.slice(0, 4)));
	const rounds = await Promise.all([office().round(), office().round(), office().round()]);
	expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(4);
	expect(smtp.received.map(({ to }) => to[0]).sort()).toEqual(
		[1, 2, 3, 4].map((n) => `phuong${n}@hai-may.example`)
	);
});

it('refuses who has no address and who had one of the kind, and sends to them where the desk insists', async () => {
	const { conferenceId, delegationIds } = await called('LAI');
	expect(await here.problems(sendLetters, letter(conferenceId, delegationIds))).toEqual([
		'delegationIds: mail_no_address'
	]);
	await here.done(sendLetters, letter(conferenceId, delegationIds.slice(0, 1)));
	expect(await here.problems(sendLetters, letter(conferenceId, delegationIds.slice(0, 2)))).toEqual([
		'delegationIds: mail_had_one'
	]);
	await here.done(sendLetters, letter(conferenceId, delegationIds.slice(0, 2), { again: 'on' }));
	expect((await office().round()).sent).toBe(3);
});

it('refuses by field what would be another header, another recipient, too long or without its link', async () => {
	const { conferenceId, delegationIds } = await called('SAI');
	const one = delegationIds.slice(0, 1);
	const problems = (more: object) => here.problems(sendLetters, letter(conferenceId, one, more));
	expect(await problems({ subject: 'Mời\r\nBcc: ai@x.vn' })).toEqual(['subject: mail_one_line']);
	expect(await problems({ subject: 'a'.repeat(201) })).toEqual(['subject: field_too_long']);
	expect(await problems({ body: 'a'.repeat(10_001) })).toEqual(['body: field_too_long']);
	expect(await problems({ body: 'Gửi {tên đoàn}' })).toEqual(['body: mail_place']);
	expect(await problems({ link: 'own' })).toEqual(['body: mail_link_unsaid']);
	expect(await problems({ body: '{đường dẫn}' })).toEqual(['body: mail_link_none']);
	expect(await problems({ attaches: 'on' })).toEqual(['attaches: mail_attaches_link']);
	expect(await problems({ delegationIds: [] })).toEqual(['delegationIds: delegation_choose_units']);
	expect(await problems({ origin: 'javascript:alert(1)' })).toEqual(['origin: field_invalid']);
	const { version } = await here.whole(one[0]!);
	const contact = (contactEmail: string) =>
		here.problems(editDelegation, { delegationId: one[0], version, quota: 3, contactEmail });
	for (const address of ['a@x.vn, b@x.vn', 'An <a@x.vn>', 'a@x']) {
		expect(await contact(address)).toEqual(['contactEmail: people_email']);
	}
	const other = await called('SAI-KHAC');
	expect(await here.refusal(sendLetters, letter(conferenceId, other.delegationIds.slice(0, 1)))).toBe(
		'not_found'
	);
	const ask = (actor = person('secretary')) => here.refusal(sendLetters, letter(conferenceId, one), actor);
	expect(await ask()).toBe('forbidden');
});

it('keeps the server’s word on who was refused, and tries again later who was put off', async () => {
	const { conferenceId, delegationIds } = await called('TU-CHOI');
	await here.done(sendLetters, letter(conferenceId, delegationIds.slice(0, 3)));
	smtp.conduct = (step, to) => {
		if (step !== 'rcpt') return null;
		if (to.startsWith('phuong1')) return '550 5.1.1 no such user';
		return to.startsWith('phuong2') ? '451 4.7.1 greylisted' : null;
	};
	const { round, clock } = office();
	expect((await round()).sent).toBe(1);
	const { mailing, of } = await states(conferenceId);
	expect(of).toEqual(['refused', 'waiting', 'sent']);
	expect(mailing.letters[0]!.answer).toContain('no such user');
	expect((await round()).sent).toBe(0);
	smtp.conduct = () => null;
	clock.at = new Date(clock.at.getTime() + 61_000);
	expect((await round()).sent).toBe(1);
	// The refused one goes to the address that was put right, with one press.
	await write(delegationIds[0]!, 'dung@tu-choi.example');
	await here.done(settleLetter, { letterId: mailing.letters[0]!.id, step: 'again' });
	expect(await here.refusal(settleLetter, { letterId: mailing.letters[0]!.id, step: 'again' })).toBe('stale');
	clock.at = new Date(clock.at.getTime() + 61_000);
	expect((await round()).sent).toBe(1);
	expect(smtp.received.at(-1)!.to).toEqual(['dung@tu-choi.example']);
});

it('gives up after a day of attempts in vain', async () => {
	const { conferenceId, delegationIds } = await called('BO');
	await here.done(sendLetters, letter(conferenceId, delegationIds.slice(0, 1)));
	smtp.conduct = (step) => (step === 'rcpt' ? '450 4.2.1 busy' : null);
	const { round, clock } = office();
	for (let attempt = 0; attempt < 9; attempt++) {
		await round();
		clock.at = new Date(clock.at.getTime() + 7 * 3_600_000);
	}
	const { mailing } = await states(conferenceId);
	expect(mailing.letters.map(({ status, attempts }) => [status, attempts])).toEqual([['failed', 7]]);
});

it('sends again what a cut line surely did not deliver, and asks about what it may have', async () => {
	const { conferenceId, delegationIds } = await called('DUT');
	await here.done(sendLetters, letter(conferenceId, delegationIds.slice(0, 2)));
	const { round, clock } = office();
	for (const step of ['connect', 'mail', 'rcpt', 'data']) {
		smtp.conduct = (at) => (at === step ? 'drop' : null);
		expect(await round()).toEqual({ sent: 0, isAway: true });
		expect((await states(conferenceId)).of).toEqual(['waiting', 'waiting']);
		clock.at = new Date(clock.at.getTime() + 7 * 3_600_000);
	}
	smtp.conduct = (step, to) => (step === 'end' && to.startsWith('phuong1') ? 'drop' : null);
	await round();
	await round();
	const { mailing, of } = await states(conferenceId);
	expect(of).toEqual(['unknown', 'sent']);
	smtp.conduct = () => null;
	clock.at = new Date(clock.at.getTime() + 48 * 3_600_000);
	expect((await round()).sent).toBe(0);
	await here.done(settleLetter, { letterId: mailing.letters[0]!.id, step: 'arrived' });
	expect((await states(conferenceId)).of).toEqual(['sent', 'sent']);
	expect(smtp.received).toHaveLength(1);
});

it('takes up what a dead process had in hand; what it had handed over is not sent again by itself', async () => {
	const { conferenceId, delegationIds } = await called('CHET');
	await here.done(sendLetters, letter(conferenceId, delegationIds.slice(0, 2)));
	const at = new Date();
	const [one, other] = (await states(conferenceId)).mailing.letters;
	const dead = { status: 'sending', leaseBy: 'dead', leaseUntil: new Date(at.getTime() + LEASE_MS) };
	await here.database.transaction(async (tx) => {
		await tx.mailedLetter.update({ where: { id: one!.id }, data: dead });
		await tx.mailedLetter.update({ where: { id: other!.id }, data: { ...dead, handedAt: at } });
	});
	const { round, clock } = office(at);
	expect((await round()).sent).toBe(0);
	clock.at = new Date(at.getTime() + LEASE_MS);
	expect((await round()).sent).toBe(1);
	expect((await states(conferenceId)).of).toEqual(['sent', 'unknown']);
	expect(smtp.received.map(({ to }) => to[0])).toEqual(['phuong1@chet.example']);
});

it('lets nobody read a letter whose lease is over', async () => {
	const { conferenceId, delegationIds } = await called('CHAM');
	await here.done(sendLetters, letter(conferenceId, delegationIds.slice(0, 1)));
	const slow = office();
	const quick = office();
	// The server is slow to say yes: meanwhile the lease ends and another process sends the letter.
	let other: Promise<unknown> | null = null;
	smtp.conduct = (step) => {
		if (step !== 'data' || other) return null;
		const late = new Date(slow.clock.at.getTime() + LEASE_MS);
		slow.clock.at = late;
		quick.clock.at = late;
		other = quick.round();
		return null;
	};
	await slow.round();
	await other;
	expect(smtp.received).toHaveLength(1);
	expect((await states(conferenceId)).of).toEqual(['sent']);
});

it('stops at once, goes on where it stood, and gives up the rest', async () => {
	const { conferenceId, delegationIds } = await called('DUNG');
	await here.done(sendLetters, letter(conferenceId, delegationIds.slice(0, 4)));
	const { mailingId } = await states(conferenceId);
	const steer = async (step: string) => {
		const { version } = await here.database.read.mailing.findUniqueOrThrow({ where: { id: mailingId } });
		return here.done(steerMailing, { mailingId, version, step });
	};
	// Somebody presses while the second letter is at the server's door.
	let pressed: Promise<unknown> = Promise.resolve();
	smtp.conduct = (step, to) => {
		if (step === 'rcpt' && to.startsWith('phuong2')) pressed = steer('stop');
		return null;
	};
	await office().round();
	await pressed;
	smtp.conduct = () => null;
	expect((await states(conferenceId)).mailing.count).toMatchObject({ waiting: 4 - smtp.received.length });
	expect(smtp.received.length).toBeLessThan(3);
	const sent = smtp.received.length;
	expect((await office().round()).sent).toBe(0);
	expect(await here.refusal(steerMailing, { mailingId, version: 0, step: 'continue' })).toBe('stale');
	await steer('continue');
	const one = office();
	const stopping = new AbortController();
	smtp.conduct = (step) => {
		if (step === 'end') stopping.abort();
		return null;
	};
	expect((await office(one.clock.at, { signal: stopping.signal }).round()).sent).toBe(1);
	await steer('cancel');
	expect((await states(conferenceId)).mailing.count).toMatchObject({ sent: sent + 1, cancelled: 3 - sent });
});

it('sends nothing where the server offers no encryption, does not know the password, or is not there', async () => {
	const { conferenceId, delegationIds } = await called('TLS');
	await here.done(sendLetters, letter(conferenceId, delegationIds.slice(0, 1)));
	const bare = await smtpServer({ login: LOGIN });
	const { round, clock } = office();
	const later = () => (clock.at = new Date(clock.at.getTime() + 7 * 3_600_000));
	await setUp({ port: bare.port });
	expect(await round()).toEqual({ sent: 0, isAway: true });
	expect(bare.lines.join('\n')).not.toMatch(/AUTH|MAIL/);
	await bare.close();
	later();
	expect(await round()).toEqual({ sent: 0, isAway: true });
	await setUp({ password: 'sai' });
	later();
	expect(await round()).toEqual({ sent: 0, isAway: true });
	expect((await states(conferenceId)).mailing.letters[0]!.answer).toContain('535');
	// A certificate that nobody vouches for.
	await setUp();
	later();
	expect(await office(clock.at, { ca: undefined as never }).round()).toEqual({ sent: 0, isAway: true });
	later();
	expect((await round()).sent).toBe(1);
});

it('speaks TLS from the first byte where it is told so', async () => {
	const { conferenceId, delegationIds } = await called('SMTPS');
	const secure = await smtpServer({ tls: true, login: LOGIN });
	await setUp({ port: secure.port, security: 'tls' });
	await here.done(sendLetters, letter(conferenceId, delegationIds.slice(0, 1)));
	expect((await office().round()).sent).toBe(1);
	expect(secure.received[0]).toMatchObject({ isEncrypted: true, user: LOGIN.user });
	await secure.close();
	await setUp();
});

it('never shows the password again, keeps it sealed, and does not send it to another server', async () => {
	const shown = await shownMailSettings(here.database.read);
	expect(JSON.stringify(shown)).not.toContain(LOGIN.password);
	expect(shown.typed).toMatchObject({ hasPassword: true, user: LOGIN.user });
	const row = await here.database.read.mailSettings.findUniqueOrThrow({ where: { id: 'mail' } });
	expect(JSON.stringify(row)).not.toContain(LOGIN.password);
	expect(JSON.stringify(await here.database.read.auditEntry.findMany())).not.toContain(LOGIN.password);
	const save = (more: object) =>
		here.problems(saveMailSettings, { ...settings(), version: row.version, ...more }, administrator);
	expect(await save({ host: 'mail.example', password: '' })).toEqual(['password: mail_password_again']);
	expect(await save({ host: 'mail.example', security: 'none' })).toEqual(['security: mail_in_the_clear']);
	expect(await save({ fromAddress: 'ai' })).toEqual(['fromAddress: mail_address']);
	expect(await save({ fromName: 'A\r\nBcc: b@x.vn' })).toEqual(['fromName: mail_one_line']);
	expect(await save({ host: 'mail example' })).toEqual(['host: mail_host']);
	expect(await here.refusal(saveMailSettings, { ...settings(), version: 0 }, administrator)).toBe('stale');
	expect(await here.refusal(saveMailSettings, settings())).toBe('forbidden');
	// Without the master key the rest of the settings stands, and the page says what to do.
	const key = process.env.KHEO_MASTER_KEY;
	process.env.KHEO_MASTER_KEY = Buffer.alloc(32, 8).toString('base64');
	expect(await mailSetUp(here.database.read)).toMatchObject({ kind: 'broken', why: 'master-key' });
	process.env.KHEO_MASTER_KEY = key;
});

it('takes the settings of the environment first, and says in words what is wrong with them', () => {
	const env = { KHEO_SMTP_HOST: 'mail.example', KHEO_MAIL_FROM: 'a@b.vn' };
	expect(mailFromEnvironment({})).toBeNull();
	expect(mailFromEnvironment(env)).toMatchObject({ port: 587, security: 'starttls', user: null });
	expect(mailFromEnvironment({ ...env, KHEO_SMTP_SECURITY: 'tls' })).toMatchObject({ port: 465 });
	expect(() => mailFromEnvironment({ ...env, KHEO_MAIL_FROM: 'ai' })).toThrow('KHEO_MAIL_FROM');
	expect(() => mailFromEnvironment({ ...env, KHEO_SMTP_SECURITY: 'none', KHEO_SMTP_USER: 'a' })).toThrow(
		'clear'
	);
});

it('tries a letter and says what the server answered; without settings it says so', async () => {
	smtp.received.length = 0;
	smtp.conduct = () => null;
	const asked = { to: 'thu@x.example', subject: 'Thư thử', text: 'Thử', ca: SMTP_CERTIFICATE };
	const tried = (actor = administrator) => trySettings(here.database, { actor, ...asked });
	expect(await tried()).toMatchObject({ ok: true, value: { outcome: 'sent' } });
	expect(smtp.received[0]!.to).toEqual(['thu@x.example']);
	expect(await tried(person('organizer'))).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
	const { version } = await here.database.read.mailSettings.findUniqueOrThrow({ where: { id: 'mail' } });
	await here.done(removeMailSettings, { version }, administrator);
	expect(await tried()).toMatchObject({ ok: false, refusal: { code: 'mail_not_set_up' } });
	const { conferenceId, delegationIds } = await called('KHONG');
	expect(await here.refusal(sendLetters, letter(conferenceId, delegationIds.slice(0, 1)))).toBe(
		'mail_not_set_up'
	);
	expect(await office().round()).toEqual({ sent: 0, isAway: false });
});
