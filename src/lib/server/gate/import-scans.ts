import * as v from 'valibot';
import { SCANS_AT_ONCE, type ScanResult } from '#lib/live/gate-protocol.ts';
import { command } from '#lib/server/command/command.ts';
import { execute, type Asked } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id } from '#lib/server/contest/input.ts';
import type { Database } from '#lib/server/db/client.ts';
import { recorded } from './record-scans.ts';

/** Takes in at the desk what a tablet could not send, also one that was revoked since. Taken in twice, nothing changes. */
export const importScans = command({
	action: 'gate.import',
	input: v.object({
		conferenceId: id,
		gateDeviceId: id,
		items: v.pipe(v.array(v.unknown()), v.maxLength(SCANS_AT_ONCE))
	}),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, gateDeviceId, items }) {
		const device = await context.tx.gateDevice.findUnique({ where: { id: gateDeviceId } });
		if (device?.conferenceId !== conferenceId) throw new Refusal('not_found');
		const tablet = { deviceId: device.id, gateId: device.gateId, conferenceId };
		const [only] = await recorded(context.tx, [{ context, tablet, items }]);
		return only!;
	}
});

const MOST_RECORDS = 50_000;

const FileSchema = v.object({
	kind: v.literal('kheo-gate-scans'),
	/** Files of earlier versions name no tablet: the desk says whose it is. */
	deviceId: v.optional(v.nullable(v.string()), null),
	records: v.pipe(v.array(v.unknown()), v.maxLength(MOST_RECORDS))
});

/** What became of a file: how many of each kind, and the records that a person has to look at. */
export interface ScansTaken {
	readonly stored: number;
	readonly known: number;
	readonly problems: readonly { readonly place: number; readonly result: ScanResult }[];
}

/** Takes a whole file in, in pieces: what one piece cannot do holds up no other. Refuses a file that is none of a gate. */
export async function takeScanFile(
	database: Database,
	asked: Omit<Asked, 'input'> & {
		readonly conferenceId: string;
		readonly gateDeviceId: string;
		readonly text: string;
	}
): Promise<{ ok: true; value: ScansTaken } | { ok: false; refusal: Refusal }> {
	const { conferenceId, gateDeviceId, text, ...who } = asked;
	const file = v.safeParse(FileSchema, parsedJson(text));
	if (!file.success) return { ok: false, refusal: new Refusal('gate_file_unknown') };
	const { records, deviceId } = file.output;
	const results: ScanResult[] = [];
	for (let from = 0; from === 0 || from < records.length; from += SCANS_AT_ONCE) {
		const items = records.slice(from, from + SCANS_AT_ONCE);
		const input = { conferenceId, gateDeviceId: gateDeviceId || (deviceId ?? ''), items };
		const outcome = await execute(database, importScans, { ...who, input });
		if (!outcome.ok) return outcome;
		results.push(...outcome.value.results);
	}
	const count = (status: ScanResult['status']) => results.filter((result) => result.status === status).length;
	const problems = results.flatMap((result, index) =>
		result.status === 'stored' || result.status === 'replay' ? [] : [{ place: index + 1, result }]
	);
	return { ok: true, value: { stored: count('stored'), known: count('replay'), problems } };
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
