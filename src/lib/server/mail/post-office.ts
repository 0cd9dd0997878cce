import { setTimeout as wait } from 'node:timers/promises';
import type { Actor } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import type { Database } from '#lib/server/db/client.ts';
import type { PrintJob } from '#lib/server/documents/job.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import { log } from '#lib/server/log.ts';
import { claimLetter, handOver, recoverLetters, type ClaimedLetter } from './claim-letter.ts';
import { letterOf } from './letter-of.ts';
import { noteDelivery } from './note-delivery.ts';
import { openPost, whyNot, type Delivery, type Post } from './post.ts';
import { mailSetUp, unsealedText, type MailSettings } from './settings.ts';

const POST_OFFICE: Actor = { kind: 'system', name: 'post-office' };
const MINUTE_MS = 60_000;

/** Thrown to keep a letter that somebody stopped, or whose lease is over, from being read. */
class Withheld extends Error {}

export interface Round {
	readonly sent: number;
	/** The server is away: it is no use to go on now. */
	readonly isAway: boolean;
}

interface Office {
	readonly database: Database;
	/** The clock; tests pass their own. */
	readonly now?: () => Date;
	/** A certificate to trust besides those of the system. */
	readonly ca?: string;
	readonly signal?: AbortSignal;
	readonly print?: (job: PrintJob) => Promise<Uint8Array>;
	/** Pause between two letters; by the settings where it is missing. */
	readonly pauseMs?: number;
}

/** What one process does for the letters that are due, one after the other. Several processes may do it at the same time. */
export function postOffice(office: Office) {
	const { database, ca, signal, print = printPapers, now = () => new Date() } = office;
	const me = newId();
	let post: { readonly open: Post; readonly of: string } | null = null;

	const close = () => {
		post?.open.close();
		post = null;
	};

	async function connected(settings: MailSettings): Promise<Post> {
		const of = JSON.stringify(settings);
		if (post && post.of !== of) close();
		post ??= { open: await openPost(settings, ca), of };
		return post.open;
	}

	async function delivered(settings: MailSettings, letter: ClaimedLetter): Promise<Delivery | 'withheld'> {
		const { id, mailing, delegationId, sealedToken, address, contactName } = letter;
		let token: string | null;
		try {
			token = sealedToken === null ? null : unsealedText(sealedToken, id);
		} catch (error) {
			log.error({ err: error, letter: id }, 'a letter’s link could not be opened');
			return { outcome: 'refused', answer: 'master key', isServers: false };
		}
		const written = delegationId && (await letterOf(database.read, mailing, { delegationId, token }));
		if (!written) return { outcome: 'refused', answer: 'delegation removed', isServers: false };
		const files = written.job ? [{ name: written.fileName, bytes: await print(written.job) }] : [];
		let open: Post;
		try {
			open = await connected(settings);
		} catch (error) {
			close();
			return { outcome: 'later', answer: whyNot(error), isServers: true };
		}
		let isWithheld = false;
		const delivery = await open.send(
			{
				...{ id, subject: written.subject, text: written.text, files, at: now() },
				to: { address, name: contactName }
			},
			async () => {
				isWithheld = !(await handOver(database, id, me, now()));
				if (isWithheld) throw new Withheld();
			}
		);
		if (delivery.isServers) close();
		return isWithheld ? 'withheld' : delivery;
	}

	async function one(settings: MailSettings, letter: ClaimedLetter): Promise<Delivery | 'withheld'> {
		const delivery = await delivered(settings, letter).catch((error: unknown): Delivery => {
			log.error({ err: error, letter: letter.id }, 'a letter could not be sent');
			close();
			return { outcome: 'later', answer: whyNot(error), isServers: false };
		});
		const outcome = delivery === 'withheld' ? 'withheld' : delivery.outcome;
		const answer = delivery === 'withheld' ? '' : delivery.answer;
		const input = { letterId: letter.id, leaseBy: me, outcome, answer };
		await execute(database, noteDelivery, { actor: POST_OFFICE, input, at: now() });
		return delivery;
	}

	/** Sends what is due, until nothing is or the server is away. */
	async function round(): Promise<Round> {
		// Most of the time there is nothing to do, and nobody shall wait for that in the line of writers.
		const isAny = { status: { in: ['waiting', 'sending'] } };
		if ((await database.read.mailedLetter.count({ where: isAny })) === 0) return { sent: 0, isAway: false };
		const recovered = await recoverLetters(database, now());
		if (recovered.unknown > 0) log.warn(recovered, 'letters may have arrived or not');
		let sent = 0;
		try {
			while (!signal?.aborted) {
				const setUp = await mailSetUp(database.read);
				if (setUp.kind !== 'ready') break;
				const letter = await claimLetter(database, me, now());
				if (!letter) break;
				const delivery = await one(setUp.settings, letter);
				if (delivery === 'withheld') continue;
				if (delivery.outcome === 'sent') sent++;
				if (delivery.isServers) return { sent, isAway: true };
				await wait(office.pauseMs ?? MINUTE_MS / setUp.settings.perMinute);
			}
		} finally {
			close();
		}
		return { sent, isAway: false };
	}

	return { round, id: me };
}
