import { app } from '#lib/server/app.ts';
import { log } from '#lib/server/log.ts';
import { listen } from '#lib/server/realtime/bus.ts';
import { postOffice } from './post-office.ts';

/** Letters that another process put in, and those whose pause is over, are found this often. */
const BEAT_MS = 15_000;
const AWAY_MS = [30_000, 60_000, 120_000, 300_000];

const KEY = Symbol.for('kheo.post-office');
const holder = globalThis as typeof globalThis & { [KEY]?: () => void };

/** Starts this process's post office, once: it looks at every beat, and as soon as letters were put in. */
export function startPostOffice(): void {
	holder[KEY]?.();
	const stopping = new AbortController();
	const office = postOffice({ database: app().database, signal: stopping.signal });
	let isBusy = false;
	let isWanted = false;
	let away = 0;
	let restUntil = 0;

	async function work(): Promise<void> {
		if (isBusy || stopping.signal.aborted || Date.now() < restUntil) return;
		isBusy = true;
		try {
			const { isAway } = await office.round();
			away = isAway ? away + 1 : 0;
			restUntil = isAway ? Date.now() + AWAY_MS[Math.min(away, AWAY_MS.length) - 1]! : 0;
		} catch (error) {
			log.error({ err: error }, 'the post office failed');
		} finally {
			isBusy = false;
		}
		if (isWanted) {
			isWanted = false;
			void work();
		}
	}

	const beating = setInterval(() => void work(), BEAT_MS);
	beating.unref();
	const deaf = listen((happening, origin) => {
		if (happening.kind !== 'mail.changed' || origin !== 'here') return;
		// New settings, or somebody who lets it go on: the server may be back.
		restUntil = 0;
		isWanted = isBusy;
		void work();
	});
	holder[KEY] = () => {
		stopping.abort();
		clearInterval(beating);
		deaf();
	};
}
