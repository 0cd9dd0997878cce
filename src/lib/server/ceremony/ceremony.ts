import * as v from 'valibot';
import { CeremonyOptionsSchema, type CeremonyOptions } from '#lib/domain/ceremony/ceremony-options.ts';
import type { NumberedStep } from '#lib/domain/ceremony/ceremony-script.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';

export type CeremonyState = 'built' | 'rehearsal' | 'live' | 'ended' | 'replaced';

/** A stored ceremony, read. */
export interface Ceremony {
	readonly id: string;
	readonly contestId: string;
	readonly roundId: string;
	readonly state: CeremonyState;
	readonly options: CeremonyOptions;
	readonly script: readonly NumberedStep[];
	readonly hash: string;
	readonly sheetHash: string;
	readonly reason: string | null;
	readonly screenKey: string;
	readonly rehearsalNames: 'invented' | 'real';
	readonly step: number;
	readonly isHeld: boolean;
	readonly seq: number;
	readonly builtBy: string;
	readonly builtAt: Date;
	readonly confirmedBy: string | null;
	readonly confirmedAt: Date | null;
	readonly startedAt: Date | null;
	readonly endedAt: Date | null;
}

/** The round's newest ceremony; null where none was built. */
export async function currentCeremony(read: Tx, roundId: string): Promise<Ceremony | null> {
	const row = await read.ceremony.findFirst({ where: { roundId }, orderBy: { seq: 'desc' } });
	if (!row) return null;
	return {
		...row,
		state: row.state as CeremonyState,
		rehearsalNames: row.rehearsalNames as Ceremony['rehearsalNames'],
		options: v.parse(CeremonyOptionsSchema, JSON.parse(row.options)),
		script: JSON.parse(row.script) as NumberedStep[]
	};
}

/** The same for a command; refuses where none was built. */
export async function builtCeremony(tx: Tx, roundId: string): Promise<Ceremony> {
	const ceremony = await currentCeremony(tx, roundId);
	if (!ceremony) throw new Refusal('ceremony_none');
	return ceremony;
}

type Changes = Partial<
	Pick<
		Ceremony,
		'state' | 'step' | 'isHeld' | 'rehearsalNames' | 'confirmedBy' | 'confirmedAt' | 'startedAt' | 'endedAt'
	> & { readonly startedBy: string; readonly endedBy: string }
>;

/** Writes how a ceremony stands now, with who and when in the audit log, and tells its followers after the commit. */
export async function changeCeremony(
	ctx: Context,
	ceremony: Ceremony,
	change: Changes,
	reason?: string
): Promise<{ readonly seq: number; readonly step: number }> {
	const seq = ceremony.seq + 1;
	await ctx.tx.ceremony.update({ where: { id: ceremony.id }, data: { ...change, seq } });
	const told = ({ state, step, isHeld }: Pick<Ceremony, 'state' | 'step' | 'isHeld'>) => ({
		state,
		step,
		isHeld
	});
	ctx.audit({
		subjectKind: 'ceremony',
		subjectId: ceremony.id,
		before: told(ceremony),
		after: { ...told({ ...ceremony, ...change }), hash: ceremony.hash },
		reason
	});
	ctx.publish({ kind: 'ceremony.changed', contestId: ceremony.contestId, roundId: ceremony.roundId });
	return { seq, step: change.step ?? ceremony.step };
}
