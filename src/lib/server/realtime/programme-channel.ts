import type { Namespace, Server } from 'socket.io';
import * as v from 'valibot';
import { ID_PATTERN } from '#lib/live/id.ts';
import {
	PROGRAMME_NAMESPACE,
	type FromProgrammeViewer,
	type ToProgrammeViewer
} from '#lib/live/programme-protocol.ts';
import { app } from '#lib/server/app.ts';
import { shownProgramme, type Shown } from '#lib/server/conference/programme/shown-programme.ts';
import { log } from '#lib/server/log.ts';
import { allowance } from './admission.ts';
import { listen } from './bus.ts';

const LookSchema = v.strictObject({
	conferenceId: v.pipe(v.string(), v.regex(ID_PATTERN)),
	sign: v.optional(v.pipe(v.string(), v.maxLength(64)))
});

/** One reading serves all who ask within this time; news make it old at once. */
const FRESH_MS = 2000;

const roomOf = (conferenceId: string) => `conference:${conferenceId}`;

/** The released programme for everybody: hall screens, phones, the desk. A change of the draft is not even heard of. */
export function openProgrammeChannel(io: Server): () => void {
	const channel: Namespace<FromProgrammeViewer, ToProgrammeViewer> = io.of(PROGRAMME_NAMESPACE);
	const known = new Map<string, { readonly at: number; readonly shown: Promise<Shown | null> }>();
	const told = new Map<string, string | null>();

	function shownNow(conferenceId: string): Promise<Shown | null> {
		const now = Date.now();
		const kept = known.get(conferenceId);
		if (kept && now - kept.at < FRESH_MS) return kept.shown;
		// Anybody may ask for any id: what is old is not kept for them.
		for (const [old, { at }] of known) if (now - at >= FRESH_MS) known.delete(old);
		const shown = shownProgramme(app().database.read, conferenceId);
		known.set(conferenceId, { at: now, shown });
		shown.catch(() => known.delete(conferenceId));
		return shown;
	}

	async function tell(conferenceId: string): Promise<void> {
		known.delete(conferenceId);
		const room = roomOf(conferenceId);
		if (!channel.adapter.rooms.has(room)) return void told.delete(conferenceId);
		const sign = (await shownNow(conferenceId))?.sign ?? null;
		if (told.get(conferenceId) === sign) return;
		told.set(conferenceId, sign);
		channel.local.to(room).emit('changed', { conferenceId });
	}

	channel.on('connection', (socket) => {
		const mayAsk = allowance({ burst: 40, perSecond: 2 });
		socket.onAny(() => {
			if (!mayAsk()) socket.disconnect(true);
		});
		socket.on('look', (message, answer) => {
			const parsed = v.safeParse(LookSchema, message);
			if (typeof answer !== 'function') return;
			if (!parsed.success) return answer(null);
			const { conferenceId, sign } = parsed.output;
			shownNow(conferenceId)
				.then(async (shown) => {
					if (!shown) return answer(null);
					await socket.join(roomOf(conferenceId));
					if (!told.has(conferenceId)) told.set(conferenceId, shown.sign);
					const programme = sign === shown.sign ? null : shown.programme;
					answer({ sign: shown.sign, programme, serverTime: Date.now() });
				})
				.catch((error: unknown) => {
					log.error({ err: error, conferenceId }, 'a programme could not be read');
					answer(null);
				});
		});
	});
	return listen((happening) => {
		if (happening.kind !== 'programme.changed' && happening.kind !== 'conference.changed') return;
		tell(happening.conferenceId).catch((error: unknown) =>
			log.error({ err: error, conferenceId: happening.conferenceId }, 'a programme could not be told of')
		);
	});
}
