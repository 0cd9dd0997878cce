import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { id } from '#lib/server/contest/input.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { RehearsalReport } from './report.ts';
import { rehearsalScope } from './rehearsal-scope.ts';

const KEY = 'rehearsal-report:';

export async function keptReport(read: Tx, contestId: string): Promise<RehearsalReport | null> {
	const row = await read.setting.findUnique({ where: { key: KEY + contestId } });
	return row && (JSON.parse(row.value) as RehearsalReport);
}

export async function forgetReport(tx: Tx, contestId: string): Promise<void> {
	await tx.setting.deleteMany({ where: { key: KEY + contestId } });
}

/** What a rehearsal came to, kept beside its copy until that is deleted. */
export const keepReport = command({
	action: 'rehearsal.run',
	input: v.object({ contestId: id, report: v.pipe(v.string(), v.minLength(2, 'field_required')) }),
	scope: (tx, { contestId }) => rehearsalScope(tx, contestId),
	async run({ tx, audit }, { contestId, report }) {
		const { ok, marks, found } = JSON.parse(report) as RehearsalReport;
		const key = KEY + contestId;
		await tx.setting.upsert({ where: { key }, create: { key, value: report }, update: { value: report } });
		audit({ subjectKind: 'rehearsal', subjectId: contestId, after: { ok, marks, found } });
		return { ok };
	}
});
