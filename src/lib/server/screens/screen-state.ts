import { createHash } from 'node:crypto';
import { may } from '#lib/domain/access/policy.ts';
import { FIRST_SCENE, sceneRead } from '#lib/domain/stage/scene.ts';
import {
	SCREEN_FORMAT,
	type AnySceneData,
	type AssignedScreen,
	type ScreenState
} from '#lib/live/screen-protocol.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Locale } from '#lib/words/figure.ts';
import { sceneData } from './scene-data.ts';
import { screenActor, screenHolding } from './screen-actor.ts';
import { codeOf } from './screen-code.ts';

interface Asking {
	readonly locale: Locale;
	readonly origin: string;
	readonly now: Date;
	/** Of the data that it has already, and of which change: left out of the answer then. */
	readonly has?: { readonly seq: number | null; readonly digest: string | null };
}

/** Of what a screen cannot follow by itself. */
export function digestOf(data: AnySceneData | null): string {
	const text = JSON.stringify(data, (key, value: unknown) => (key === 'shown' ? undefined : value));
	return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

/** What the holder of `secret` is, and shall show, at this moment: read anew each time, so that what was taken back is gone. */
export async function screenState(
	read: Tx,
	secret: string | null | undefined,
	asking: Asking
): Promise<ScreenState> {
	if (!secret) return { kind: 'unknown' };
	const actor = await screenActor(read, secret);
	if (actor.kind !== 'screen') return waitingState(read, secret, asking.now);
	const scope = { ...(await contestScope(read, actor.contestId)), screenId: actor.screenId };
	if (!may(actor, 'screen.follow', scope)) return { kind: 'unknown' };
	return (await assigned(read, secret, asking)) ?? { kind: 'unknown' };
}

async function waitingState(read: Tx, secret: string, now: Date): Promise<ScreenState> {
	const waiting = await read.screenCode.findUnique({ where: { tokenHash: hashOf(secret) } });
	if (!waiting || waiting.expiresAt <= now) return { kind: 'unknown' };
	return {
		kind: 'waiting',
		code: codeOf(secret),
		expiresAt: waiting.expiresAt.getTime(),
		now: now.getTime()
	};
}

async function assigned(
	read: Tx,
	secret: string,
	{ locale, origin, now, has }: Asking
): Promise<AssignedScreen | null> {
	const screen = await screenHolding(read, secret);
	if (!screen) return null;
	const contest = await read.contest.findUniqueOrThrow({
		where: { id: screen.contestId },
		select: {
			id: true,
			code: true,
			titleVi: true,
			titleEn: true,
			occasion: true,
			host: { select: { name: true } }
		}
	});
	const title = { vi: contest.titleVi, en: contest.titleEn };
	const scene = sceneRead(screen.scene) ?? FIRST_SCENE;
	const { id, code, occasion, host } = contest;
	const data = await sceneData(
		{
			read,
			screenId: screen.id,
			contest: { id, code, title, host: host.name, occasion },
			locale,
			origin,
			now
		},
		scene
	);
	const digest = digestOf(data);
	const isKnown = has?.seq === screen.seq && has.digest === digest;
	return {
		kind: 'assigned',
		format: SCREEN_FORMAT,
		seq: screen.seq,
		scene,
		name: screen.name,
		contestTitle: title,
		theme: screen.theme === 'paper' ? 'paper' : 'hall',
		freeBelow: screen.freeBelow,
		digest,
		...(isKnown ? {} : { data }),
		now: now.getTime()
	};
}
