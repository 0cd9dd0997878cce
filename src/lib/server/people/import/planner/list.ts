import type { ImportRequest } from '../input.ts';
import { staged } from '../staging.ts';

/** A list that an account uploaded, by where it waits: the thread reads it there, and nobody else has to. */
export interface StagedList {
	readonly dataFolder: string;
	readonly accountId: string;
	readonly id: string;
}

export type List = StagedList | ImportRequest;

export async function requestOf(list: List): Promise<ImportRequest | null> {
	return 'table' in list ? list : staged(list, list.accountId, list.id);
}
