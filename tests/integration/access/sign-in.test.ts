import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '#lib/server/auth/secret.ts';
import { endSession, signIn } from '#lib/server/auth/sign-in.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { listen } from '#lib/server/realtime/bus.ts';
import { cityOfTwo, PASSWORD, type City } from './city.ts';

let city: City;
let secretary: string;
beforeAll(async () => {
	city = await cityOfTwo();
	({ accountId: secretary } = await city.account('thu.ky', [{ role: 'secretary', unitId: city.ids.city }]));
	await city.account('khoa', []);
	const { accountId } = await city.account('da.khoa', []);
	await city.database.transaction((tx) =>
		tx.account.update({ where: { id: accountId }, data: { status: 'disabled' } })
	);
});
afterAll(() => city.remove());

const MORNING = new Date('2024-10-01T01:00:00Z');
const later = (seconds: number) => new Date(MORNING.getTime() + seconds * 1000);

async function tried(
	username: string,
	password: string,
	address: string,
	at: Date,
	earlier: string | null = null
) {
	const from = { address, userAgent: 'Chrome/1 Android', earlierSessionId: earlier };
	try {
		const { session } = await signIn(city.database, city.sessions, { username, password, ...from }, at);
		return { session: session.id };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { code: error.code, params: error.params };
	}
}

describe('signing in', () => {
	it('opens a session of which only the hash is stored', async () => {
		const { session } = await tried(' Thu.Ky ', PASSWORD, '10.0.0.1', MORNING);
		const rows = await city.database.read.session.findMany();
		expect(rows.map(({ id, address }) => ({ id, address }))).toEqual([
			{ id: hashOf(session!), address: '10.0.0.1' }
		]);
	});

	it('takes a password typed in decomposed letters for the same', async () => {
		expect(await tried('thu.ky', PASSWORD.normalize('NFD'), '10.0.0.1', MORNING)).toHaveProperty('session');
	});

	it('gives one answer for an unknown name, a wrong password, a disabled account and an endless password', async () => {
		const answers = [
			await tried('ai.do', PASSWORD, '10.0.0.2', MORNING),
			await tried('khoa', 'sai mật khẩu rồi', '10.0.0.2', MORNING),
			await tried('da.khoa', PASSWORD, '10.0.0.2', MORNING),
			await tried('khoa', 'x'.repeat(1_000_000), '10.0.0.2', MORNING)
		];
		expect(answers).toEqual(Array(4).fill({ code: 'access_sign_in', params: {} }));
	});

	it('ends the session that the browser brought along, so that none can be planted', async () => {
		const first = await tried('thu.ky', PASSWORD, '10.0.0.1', MORNING);
		const second = await tried('thu.ky', PASSWORD, '10.0.0.1', MORNING, first.session);
		expect(second.session).not.toBe(first.session);
		expect(await city.database.read.session.findUnique({ where: { id: hashOf(first.session!) } })).toBeNull();
	});

	it('tells open pages when a session ends', async () => {
		const { session } = await tried('thu.ky', PASSWORD, '10.0.0.1', MORNING);
		const heard: unknown[] = [];
		const stop = listen((happening) => heard.push(happening));
		await endSession(city.database, city.sessions, session!);
		stop();
		expect(heard).toEqual([{ kind: 'session.revoked', accountId: secretary, sessionId: hashOf(session!) }]);
	});

	it('pauses a name after five failures, longer each time, even for the right password', async () => {
		await city.account('tram');
		const codes = [];
		for (let attempt = 0; attempt < 6; attempt++)
			codes.push(await tried('tram', 'sai', `10.1.0.${attempt}`, later(attempt)));
		expect(codes.slice(0, 5).map(({ code }) => code)).toEqual(Array(5).fill('access_sign_in'));
		expect(codes[5]).toEqual({ code: 'too_many', params: { seconds: 4 } });
		expect(await tried('tram', PASSWORD, '10.1.1.1', later(8))).toEqual({
			code: 'too_many',
			params: { seconds: 1 }
		});
		expect(await tried('tram', 'sai', '10.1.1.1', later(9))).toEqual({ code: 'access_sign_in', params: {} });
		expect(await tried('tram', PASSWORD, '10.1.1.1', later(10))).toEqual({
			code: 'too_many',
			params: { seconds: 9 }
		});
		expect(await tried('tram', PASSWORD, '10.1.1.1', later(20))).toHaveProperty('session');
	});

	it('pauses an address that tries many names', async () => {
		const codes = [];
		for (let attempt = 0; attempt < 32; attempt++) {
			codes.push((await tried(`ten.${attempt}`, 'sai', '10.2.0.1', later(100))).code);
		}
		expect(codes.filter((code) => code === 'access_sign_in')).toHaveLength(30);
		expect(codes.slice(30)).toEqual(['too_many', 'too_many']);
		expect(await tried('thu.ky', PASSWORD, '10.2.0.2', later(100))).toHaveProperty('session');
	});

	it('counts guesses that are sent at once before it checks any of them', async () => {
		await city.account('cung.luc');
		const answers = await Promise.all(
			Array.from({ length: 12 }, (_, index) => tried('cung.luc', 'sai', `10.3.0.${index}`, later(200)))
		);
		expect(answers.filter(({ code }) => code === 'access_sign_in')).toHaveLength(5);
	});
});
