import type { Tx } from '#lib/server/db/client.ts';

/** What an attempt had brought when it was voided. */
export interface AttemptRecord {
	readonly marks: readonly {
		readonly seatId: string;
		readonly criterion: string;
		readonly value: string;
		readonly seq: number;
	}[];
	readonly ballots: readonly {
		readonly seatId: string;
		readonly state: string;
		readonly marks: Readonly<Record<string, string>> | null;
		readonly finalAt: string | null;
		readonly source: string;
		readonly version: number;
	}[];
	readonly papers: readonly {
		readonly seatId: string;
		readonly entry: number;
		readonly marks: string;
		readonly enteredBy: string;
	}[];
	readonly times: readonly {
		readonly partKey: string;
		readonly durationMs: number;
		readonly measuredMs: number | null;
		readonly origin: string | null;
		readonly reason: string | null;
		readonly by: string;
	}[];
	readonly given: readonly {
		readonly partKey: string;
		readonly value: string | null;
		readonly note: string | null;
		readonly by: string;
	}[];
	readonly deductions: readonly {
		readonly id: string;
		readonly partKey: string;
		readonly kind: string;
		readonly points: string;
		readonly proposed: string | null;
		readonly reason: string;
	}[];
}

export interface VoidedAttempt {
	readonly teamId: string;
	readonly partKey: string;
	readonly attempt: number;
	readonly reason: string;
	readonly by: string;
	readonly at: Date;
	readonly record: AttemptRecord;
}

/** Attempts of a round that do not count, oldest first: for the record and for the desk. */
export async function voidedAttempts(read: Tx, roundId: string): Promise<VoidedAttempt[]> {
	const rows = await read.voidedAttempt.findMany({ where: { roundId }, orderBy: { at: 'asc' } });
	return rows.map(({ teamId, partKey, attempt, reason, byName, at, record }) => ({
		teamId,
		partKey,
		attempt,
		reason,
		by: byName,
		at,
		record: JSON.parse(record) as AttemptRecord
	}));
}
