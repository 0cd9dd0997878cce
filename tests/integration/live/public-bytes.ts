import { isHttpError, isRedirect } from '@sveltejs/kit';
import { ANONYMOUS } from '#lib/domain/access/actor.ts';
import type { Locale } from '#lib/words/figure.ts';
import type { SmallContest } from '../../support/small-contest.ts';

interface Asked {
	readonly params: Record<string, string>;
	readonly locale?: Locale;
	readonly search?: string;
	readonly etag?: string;
}

type Answering = (event: never) => unknown;

function eventOf({ params, locale = 'vi', search = '', etag }: Asked, headers: string[]) {
	const url = new URL(`http://hall.example/${search}`);
	return {
		params,
		url,
		locals: { locale, actor: ANONYMOUS, tablet: ANONYMOUS, team: ANONYMOUS, sessionId: null, isAwake: false },
		request: new Request(url, etag ? { headers: { 'if-none-match': etag } } : {}),
		setHeaders: (set: Record<string, string>) => headers.push(...Object.entries(set).flat()),
		getClientAddress: () => '127.0.0.1',
		depends: () => {}
	};
}

async function answered(work: unknown): Promise<string> {
	const answer = await work;
	if (!(answer instanceof Response)) return JSON.stringify(answer);
	return JSON.stringify([answer.status, [...answer.headers], await answer.text()]);
}

async function told(module: Answering, asked: Asked): Promise<string> {
	const headers: string[] = [];
	try {
		return `${await answered(module(eventOf(asked, headers) as never))} ${headers.join(' ')}`;
	} catch (error) {
		if (isHttpError(error)) return `${error.status} ${JSON.stringify(error.body)}`;
		if (isRedirect(error)) return `${error.status} ${error.location}`;
		throw error;
	}
}

const routes = async () => {
	const home = await import('../../../src/routes/(public)/+page.server.ts');
	const contest = await import('../../../src/routes/(public)/contests/[code]/+page.server.ts');
	const rules = await import('../../../src/routes/(public)/contests/[code]/rules/+page.server.ts');
	const board = await import('../../../src/routes/(public)/contests/[code]/rounds/[round]/+page.server.ts');
	const stage = await import('../../../src/routes/(stage)/stage/rounds/[round]/+page.server.ts');
	const results = await import('../../../src/routes/(public)/contests/[code]/results/+page.server.ts');
	const result = await import('../../../src/routes/(public)/contests/[code]/results/[round]/+page.server.ts');
	const files =
		await import('../../../src/routes/(public)/contests/[code]/results/[round]/export.[kind]/+server.ts');
	const proof =
		await import('../../../src/routes/(public)/contests/[code]/results/[round]/package.json/+server.ts');
	const verify = await import('../../../src/routes/(public)/verify/[code]/+page.server.ts');
	const api = await import('../../../src/routes/api/contests/[code]/rounds/[round]/standings/+server.ts');
	return { home, contest, rules, board, stage, results, result, files, proof, verify, api };
};

/** Everything that a stranger can ask of a contest and its first round over HTTP: what pages are made of, API, files, headers. */
export async function publicBytes({ code, rounds }: SmallContest): Promise<readonly string[]> {
	const { home, contest, rules, board, stage, results, result, files, proof, verify, api } = await routes();
	const params = { code, round: rounds[0]!.id };
	const bytes: string[] = [];
	const ask = async (name: string, module: unknown, asked: Asked) =>
		void bytes.push(`${name}: ${await told(module as Answering, asked)}`);
	for (const locale of ['vi', 'en'] as const) {
		await ask('home', home.load, { params: {}, locale });
		await ask('contest', contest.load, { params, locale });
		await ask('rules', rules.load, { params, locale });
		await ask('board', board.load, { params, locale });
		await ask('stage', stage.load, { params, locale });
		await ask('results', results.load, { params, locale });
		await ask('result', result.load, { params, locale });
	}
	await ask('result 1', result.load, { params, search: '?v=1' });
	for (const kind of ['csv', 'xlsx', 'json']) await ask(kind, files.GET, { params: { ...params, kind } });
	await ask('package', proof.GET, { params });
	await ask('verify', verify.load, { params: { code: 'ABCD-EFGH-JKLM' } });
	await ask('api', api.GET, { params });
	await ask('api official', api.GET, { params, search: '?projection=official' });
	const etag = /"etag","(.*?)"\]/.exec(bytes.at(-2)!)?.[1]?.replaceAll('\\', '');
	await ask('api again', api.GET, { params, ...(etag ? { etag } : {}) });
	return bytes;
}
