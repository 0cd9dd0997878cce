// Marks through the product's own command: authorised, validated, logged, audited, durable before the answer.
import { recordMarks } from '#lib/server/judging/record-marks.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { readConfig } from '#lib/server/config.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { benchContest, CRITERIA, markOf } from '../contest.ts';
import { answering } from '../process.ts';

const folder = mkdtempSync(join(tmpdir(), 'kheo-marks-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const config = readConfig({ KHEO_DATA: folder });
await migrate(config, resolve(import.meta.dirname, '../../../prisma/migrations'));
const database = openDatabase(config);
const { last, tablets } = await benchContest(database);

answering(async ({ marks }: { marks: number }) => {
	const began = performance.now();
	await Promise.all(
		tablets.map(async ({ actor }) => {
			for (let turn = 0; turn < marks / tablets.length; turn++) {
				const [answer] = await recordMarks(database, actor, [
					markOf(last.id, CRITERIA[turn % CRITERIA.length]!, turn)
				]);
				if (answer?.status !== 'stored') throw new Error(`a mark was not stored: ${JSON.stringify(answer)}`);
			}
		})
	);
	return marks / ((performance.now() - began) / 1000);
});
