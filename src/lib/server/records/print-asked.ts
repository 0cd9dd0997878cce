import { error } from '@sveltejs/kit';
import type { Actor } from '#lib/domain/access/actor.ts';
import { app } from '#lib/server/app.ts';
import { execute } from '#lib/server/command/execute.ts';
import { logPrints } from './log-print.ts';
import type { PrintAsked, ToPrint } from './printables.ts';

/** How papers are asked for in an address: Vietnamese, as official papers are, unless `?lang=en`. */
export function printAsked(url: URL): PrintAsked {
	return {
		locale: url.searchParams.get('lang') === 'en' ? 'en' : 'vi',
		origin: app().config.origin ?? url.origin,
		now: new Date()
	};
}

/** Writes down what has been printed, before it leaves the server; answers 403 where it may not. */
export async function writeDownPrints(
	{ actor, requestId }: { readonly actor: Actor; readonly requestId: string },
	roundId: string,
	papers: readonly ToPrint[]
): Promise<void> {
	const input = { roundId, papers: papers.map(({ log }) => log) };
	const logged = await execute(app().database, logPrints, { actor, input, requestId });
	if (!logged.ok) error(403, 'forbidden');
}
