import { io, type Socket } from 'socket.io-client';
import {
	CEREMONY_NAMESPACE,
	type CeremonyBeat,
	type CeremonyChannel,
	type CeremonyView,
	type Followed
} from '#lib/live/ceremony-protocol.ts';
import { heardBeat, heardView } from '#lib/live/ceremony-sync.ts';

export interface CeremonyFollower {
	readonly socket: Socket;
	/** Every packet as it came, oldest first: what a curious reader of the screen's traffic sees. */
	readonly packets: readonly string[];
	readonly shown: CeremonyView | null;
	/** True once a beat spoke of a step that never came. */
	readonly isBehind: boolean;
	follow(): Promise<Followed>;
	/** Waits until what is shown satisfies `wanted`. */
	until(wanted: (view: CeremonyView) => boolean): Promise<CeremonyView>;
	close(): void;
}

/** A screen of a ceremony without a page. */
export async function ceremonyFollower(
	url: string,
	asked: { readonly roundId: string; readonly key: string; readonly channel?: CeremonyChannel }
): Promise<CeremonyFollower> {
	const { roundId, key, channel = 'live' } = asked;
	const socket = io(url + CEREMONY_NAMESPACE, {
		path: '/live',
		transports: ['websocket'],
		forceNew: true,
		reconnection: false
	});
	const packets: string[] = [];
	let shown: CeremonyView | null = null;
	let isBehind = false;
	const waiting = new Set<() => void>();
	const hear = (view: CeremonyView) => {
		packets.push(JSON.stringify(view));
		({ shown } = heardView(shown, view));
		for (const look of waiting) look();
	};
	socket.on('view', hear);
	socket.on('beat', (beat: CeremonyBeat) => {
		packets.push(JSON.stringify(beat));
		isBehind ||= heardBeat(shown, beat).isBehind;
	});
	await new Promise<void>((resolve, reject) => {
		socket.once('connect', resolve);
		socket.once('connect_error', reject);
	});
	return {
		socket,
		packets,
		get shown() {
			return shown;
		},
		get isBehind() {
			return isBehind;
		},
		async follow() {
			const message = { roundId, channel, key, seq: shown?.seq ?? null };
			const followed = (await socket.timeout(15_000).emitWithAck('follow', message)) as Followed;
			if (followed.ok && followed.view) hear(followed.view);
			return followed;
		},
		until: (wanted) =>
			new Promise((resolve, reject) => {
				const timer = setTimeout(() => {
					waiting.delete(look);
					reject(new Error(`the step never came; shown: ${shown?.number} of seq ${shown?.seq}`));
				}, 15_000);
				const look = () => {
					if (!shown || !wanted(shown)) return;
					clearTimeout(timer);
					waiting.delete(look);
					resolve(shown);
				};
				waiting.add(look);
				look();
			}),
		close: () => void socket.close()
	};
}
