import { calledIn } from '#lib/domain/ceremony/called-in.ts';
import { withInventedNames } from '#lib/domain/ceremony/invented-names.ts';
import type { CeremonyChannel, CeremonyView } from '#lib/live/ceremony-protocol.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { shownPicture } from '#lib/server/pictures/store.ts';
import { currentCeremony, type Ceremony, type CeremonyState } from './ceremony.ts';

type Head = Pick<CeremonyView, 'contest' | 'round'>;
/** Everything but the pictures, which are looked up once it is known whom the step calls. */
type Told = Omit<CeremonyView, 'pictures'>;

function phaseOf(state: CeremonyState, channel: CeremonyChannel): CeremonyView['phase'] {
	if (state === 'ended' && channel === 'live') return 'ended';
	return state === channel ? 'running' : 'waiting';
}

/** Which steps a channel's followers may hear of now. Everything that leaves for a screen goes through here. */
export function viewOf(ceremony: Ceremony, channel: CeremonyChannel, head: Head): Told {
	const { roundId, state, seq, isHeld, step: number, options } = ceremony;
	const phase = phaseOf(state, channel);
	const view = { ...head, roundId, channel, seq, phase, freeBelow: options.freeBelow } as const;
	if (phase === 'waiting' || isHeld) {
		return { ...view, isHeld: phase !== 'waiting' && isHeld, number: 0, step: null, previous: null };
	}
	const all = ceremony.script.map(({ step }) => step);
	const isInvented = channel === 'rehearsal' && ceremony.rehearsalNames === 'invented';
	const steps = isInvented ? withInventedNames(all) : all;
	return {
		...view,
		isHeld: false,
		number,
		step: steps[number - 1] ?? null,
		previous: steps[number - 2] ?? null
	};
}

/** Under invented names nobody is known by the id, and so nobody has a picture. */
async function withPictures(read: Tx, { contestId }: Ceremony, told: Told): Promise<CeremonyView> {
	const ids = told.step ? calledIn(told.step).map(({ teamId }) => teamId) : [];
	if (ids.length === 0) return { ...told, pictures: [] };
	const teams = await read.team.findMany({
		where: { contestId, id: { in: ids }, pictureHash: { not: null } },
		select: { id: true, picture: shownPicture }
	});
	const pictures = teams.flatMap(({ id, picture }) => (picture ? [{ teamId: id, ...picture }] : []));
	return { ...told, pictures };
}

async function headOf(read: Tx, roundId: string): Promise<Head> {
	const { name, nameEn, contest } = await read.round.findUniqueOrThrow({
		where: { id: roundId },
		select: { name: true, nameEn: true, contest: true }
	});
	return {
		contest: { title: { vi: contest.titleVi, en: contest.titleEn }, isInvented: contest.isInvented },
		round: { name, nameEn }
	};
}

/**
 * What opens a channel's screens. The hall's key is made from the rehearsal's and does not lead back to it: a rehearsal may
 * have real names, and whoever holds the address of a screen in the hall must not come to read them.
 */
export function keyOf({ screenKey }: Pick<Ceremony, 'screenKey'>, channel: CeremonyChannel): string {
	return channel === 'rehearsal' ? screenKey : hashOf(`hall ${screenKey}`).slice(0, 40);
}

/** The hall's key as one screen of the desk holds it: it opens while that screen is the contest's, and nobody else's with it. */
export function keyOfScreen(ceremony: Pick<Ceremony, 'screenKey'>, screenId: string): string {
	return `${screenId}.${hashOf(`screen ${screenId} ${keyOf(ceremony, 'live')}`).slice(0, 40)}`;
}

/** Whose key it is; null for the hall's own. */
export function screenOfKey(key: string): string | null {
	const [screenId = '', ...rest] = key.split('.');
	return rest.length > 0 ? screenId : null;
}

/** What a round's followers may know, and which key opens it. */
export interface Following {
	readonly views: Readonly<Record<CeremonyChannel, CeremonyView>>;
	opens(channel: CeremonyChannel, key: string): boolean;
}

/** Null where no ceremony was built. */
export async function following(read: Tx, roundId: string): Promise<Following | null> {
	const ceremony = await currentCeremony(read, roundId);
	if (!ceremony) return null;
	const head = await headOf(read, roundId);
	const screens = await read.screen.findMany({
		where: { contestId: ceremony.contestId, kind: 'hall', revokedAt: null },
		select: { id: true }
	});
	// Compared by their hashes, which nobody can come nearer to by trying.
	const ofHall = [keyOf(ceremony, 'live'), ...screens.map(({ id }) => keyOfScreen(ceremony, id))];
	const opening: Readonly<Record<CeremonyChannel, ReadonlySet<string>>> = {
		live: new Set(ofHall.map(hashOf)),
		rehearsal: new Set([hashOf(keyOf(ceremony, 'rehearsal'))])
	};
	return {
		views: {
			live: await withPictures(read, ceremony, viewOf(ceremony, 'live', head)),
			rehearsal: await withPictures(read, ceremony, viewOf(ceremony, 'rehearsal', head))
		},
		opens: (channel, key) => opening[channel].has(hashOf(key))
	};
}

/** What a channel tells whoever holds the screens' address; null for anybody else. */
export async function followerView(
	read: Tx,
	roundId: string,
	{ channel, key }: { readonly channel: CeremonyChannel; readonly key: string }
): Promise<CeremonyView | null> {
	const found = await following(read, roundId);
	return found?.opens(channel, key) ? found.views[channel] : null;
}
