import type { Scene, SceneKind } from '#lib/domain/stage/scene.ts';
import { linesIn, slidesIn } from '#lib/domain/stage/slides.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { AnySceneData, SceneData } from '#lib/live/screen-protocol.ts';
import { currentCeremony } from '#lib/server/ceremony/ceremony.ts';
import { followerView, keyOfScreen } from '#lib/server/ceremony/follower-view.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { publicRound, type PublicRound } from '#lib/server/live/public-round-query.ts';
import { qrPath } from '#lib/server/live/qr-path.ts';
import { stageQuiz } from '#lib/server/quiz/stage-quiz.ts';
import { clockView } from '#lib/server/timing/clock-query.ts';
import { currentVote, publicVote } from '#lib/server/vote/public-vote-query.ts';
import { voteAddress } from '#lib/server/vote/vote-address.ts';
import type { Locale } from '#lib/words/figure.ts';
import { comingTurns } from './coming-turns.ts';
import { slidePicturesOf } from './screens-query.ts';

interface Asking {
	readonly read: Tx;
	readonly screenId: string;
	readonly contest: {
		readonly id: string;
		readonly code: string;
		readonly title: Name;
		readonly host: string;
		readonly occasion: string | null;
	};
	readonly locale: Locale;
	/** Where phones find this installation. */
	readonly origin: string;
	readonly now: Date;
}

/** A scene's data for a screen; null where there is nothing for the public to see yet. */
type Load<Data> = (asking: Asking) => Promise<Data | null>;
type LoadOfRound<Data> = (asking: Asking, found: PublicRound) => Promise<Data | null>;

const SLIDE_SECONDS = 10;

async function slidesOf({ read, contest }: Asking) {
	const show = await read.slideShow.findUnique({ where: { contestId: contest.id } });
	return { slides: slidesIn(show?.text ?? ''), seconds: show?.seconds ?? SLIDE_SECONDS };
}

/** The same with pictures, which come after all that is only said. */
async function allSlidesOf(asking: Asking) {
	const { slides, seconds } = await slidesOf(asking);
	const pictures = await slidePicturesOf(asking.read, asking.contest.id);
	return {
		seconds,
		slides: [
			...slides.map((lines) => ({ lines, picture: null })),
			...pictures.map(({ text, picture }) => ({ lines: linesIn(text), picture }))
		]
	};
}

const ofRound = ({ contest, round }: PublicRound) => ({
	contestTitle: contest.title,
	roundId: round.id,
	roundName: round.name,
	...(round.lang ? { roundLang: round.lang } : {})
});

// Everything here is public: rounds come through `publicRound`, which knows the public projection alone.
const OF_CONTEST: {
	readonly [Kind in SceneKind as SceneData[Kind] extends { roundId: string } ? never : Kind]: Load<
		SceneData[Kind]
	>;
} = {
	title: async ({ contest }) => ({
		contestTitle: contest.title,
		host: contest.host,
		occasion: contest.occasion
	}),
	slides: async (asking) => ({ contestTitle: asking.contest.title, ...(await allSlidesOf(asking)) }),
	slogan: async (asking) => ({ contestTitle: asking.contest.title, ...(await slidesOf(asking)) }),
	blank: async ({ contest }) => ({ contestTitle: contest.title })
};

const OF_ROUND: {
	readonly [Kind in Exclude<SceneKind, keyof typeof OF_CONTEST>]: LoadOfRound<SceneData[Kind]>;
} = {
	async board({ contest, origin }, found) {
		const href = `${origin}/contests/${encodeURIComponent(contest.code)}/rounds/${found.round.id}`;
		return { ...ofRound(found), shown: found.shown, phone: { href, qr: qrPath(href) } };
	},
	async team({ read }, found) {
		return {
			...ofRound(found),
			shown: { board: found.shown, clock: await clockView(read, found.round.id) }
		};
	},
	async next({ read, locale }, found) {
		const view = found.shown?.view;
		const turns = view ? await comingTurns(read, found.round.id, view, locale) : [];
		return { ...ofRound(found), shown: found.shown, turns };
	},
	async quiz({ read }, found) {
		const isInvented = found.shown?.view.contest.isInvented ?? false;
		return { ...ofRound(found), isInvented, shown: await stageQuiz(read, found.round.id) };
	},
	async vote({ read, origin, now }, found) {
		const voteId = await currentVote(read, found.round.id);
		const shown = voteId && (await publicVote(read, voteId, now));
		return { ...ofRound(found), ...voteAddress(origin), shown: shown || null };
	},
	async ceremony({ read, contest, origin, screenId }, found) {
		const roundId = found.round.id;
		const ceremony = await currentCeremony(read, roundId);
		if (!ceremony) return null;
		const key = keyOfScreen(ceremony, screenId);
		const shown = await followerView(read, roundId, { channel: 'live', key });
		const href = `${origin}/contests/${encodeURIComponent(contest.code)}/results/${roundId}`;
		return shown && { ...ofRound(found), key, shown, result: { qr: qrPath(href) } };
	},
	async lower(asking, found) {
		return {
			...ofRound(found),
			...(await slidesOf(asking)),
			shown: { board: found.shown, clock: await clockView(asking.read, found.round.id) }
		};
	}
};

export async function sceneData(asking: Asking, { kind, roundId }: Scene): Promise<AnySceneData | null> {
	if (kind in OF_CONTEST) return OF_CONTEST[kind as keyof typeof OF_CONTEST](asking);
	const found = roundId && (await publicRound(asking.read, roundId, asking.locale, asking.contest.code));
	return found ? OF_ROUND[kind as keyof typeof OF_ROUND](asking, found) : null;
}
