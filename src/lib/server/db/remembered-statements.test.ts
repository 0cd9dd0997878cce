import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { REMEMBERED, remembering } from './remembered-statements.ts';

function connection() {
	const client = new Sqlite(':memory:');
	client.exec('CREATE TABLE team (id INTEGER PRIMARY KEY, name TEXT UNIQUE)');
	const prepared: string[] = [];
	const prepare = client.prepare.bind(client);
	client.prepare = ((sql: string) => {
		prepared.push(sql);
		return prepare(sql);
	}) as typeof client.prepare;
	return { client: remembering(client), prepared };
}

const INSERT = 'INSERT INTO team (name) VALUES (?)';
const SELECT = 'SELECT id, name FROM team WHERE name = ?';

describe('a connection that remembers its statements', () => {
	it('prepares a text once, and every call has its own values', () => {
		const { client, prepared } = connection();
		for (const name of ['Long Phụng', 'Bình Đại', 'Ba Tri']) {
			expect(client.prepare(INSERT).bind([name]).run().changes).toBe(1);
		}
		const first = client.prepare(SELECT).bind(['Bình Đại']);
		const second = client.prepare(SELECT).bind(['Ba Tri']);
		expect(second.raw().all()).toEqual([[3, 'Ba Tri']]);
		expect(first.raw().all()).toEqual([[2, 'Bình Đại']]);
		expect(first.columns().map((column) => column.name)).toEqual(['id', 'name']);
		expect(prepared).toEqual([INSERT, SELECT]);
	});

	it('goes on after a statement that failed', () => {
		const { client, prepared } = connection();
		client.prepare(INSERT).bind(['Ba Tri']).run();
		expect(() => client.prepare(INSERT).bind(['Ba Tri']).run()).toThrow(/UNIQUE/);
		expect(client.prepare(INSERT).bind(['Giồng Trôm']).run().changes).toBe(1);
		expect(prepared).toHaveLength(1);
	});

	it('says of each statement whether it answers rows, and begins and ends transactions', () => {
		const { client } = connection();
		expect(client.prepare(INSERT).bind(['Ba Tri']).reader).toBe(false);
		expect(client.prepare(`${INSERT} RETURNING id`).bind(['Ba Tri']).reader).toBe(true);
		for (let round = 0; round < 2; round++) {
			client.prepare('BEGIN').run();
			client.prepare(INSERT).bind(['Mỏ Cày']).run();
			client.prepare('ROLLBACK').bind([]).run();
		}
		expect(client.prepare(SELECT).bind(['Mỏ Cày']).raw().all()).toEqual([]);
	});

	it('knows the columns of a table that a script has changed', () => {
		const { client } = connection();
		client.prepare('SELECT * FROM team').bind([]).columns();
		client.exec('ALTER TABLE team ADD COLUMN unit TEXT');
		client.prepare(INSERT).bind(['Ba Tri']).run();
		const all = client.prepare('SELECT * FROM team').bind([]);
		expect(all.columns().map((column) => column.name)).toEqual(['id', 'name', 'unit']);
		expect(all.raw().all()).toEqual([[1, 'Ba Tri', null]]);
	});

	it('forgets what was used longest ago, and never keeps very long texts', () => {
		const { client, prepared } = connection();
		const nth = (n: number) => client.prepare(`SELECT ${n}`).bind([]).raw().all();
		for (let n = 0; n < REMEMBERED; n++) nth(n);
		nth(0);
		nth(REMEMBERED);
		expect(nth(0)).toEqual([[0]]);
		expect(prepared.filter((sql) => sql === 'SELECT 0')).toHaveLength(1);
		nth(1);
		expect(prepared.filter((sql) => sql === 'SELECT 1')).toHaveLength(2);
		const long = `SELECT ${'1 + '.repeat(900)} 1, '${'x'.repeat(8_000)}'`;
		for (let round = 0; round < 2; round++) client.prepare(long).bind([]).raw().all();
		expect(prepared.filter((sql) => sql === long)).toHaveLength(2);
	});
});
