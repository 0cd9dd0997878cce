import { error } from '@sveltejs/kit';
import { Refusal } from '#lib/server/command/refusal.ts';

/** For loads: answers 404 where a query refuses with `not_found`. */
export async function orNotFound<T>(query: Promise<T>): Promise<T> {
	try {
		return await query;
	} catch (problem) {
		if (problem instanceof Refusal && problem.code === 'not_found') error(404, 'not found');
		throw problem;
	}
}
