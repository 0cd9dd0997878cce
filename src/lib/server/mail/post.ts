import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailSettings } from './settings.ts';

export interface Letter {
	/** Its name for good: the same at every attempt, so that a mail server that got it twice can tell. */
	readonly id: string;
	readonly to: { readonly address: string; readonly name: string | null };
	readonly subject: string;
	readonly text: string;
	readonly at: Date;
	readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/**
 * sent: the server took it · refused: it never will · later: it does not now, and surely has it not · unknown: it may have
 * it, nobody can say.
 */
export interface Delivery {
	readonly outcome: 'sent' | 'refused' | 'later' | 'unknown';
	/** What the server said, or why it could not be asked. */
	readonly answer: string;
	/** No other letter would fare better now: the server is away, or does not know us. */
	readonly isServers: boolean;
}

/** An open connection to the mail server. */
export interface Post {
	/** `beforeReading` is awaited when the server is ready to read the letter, before the first byte of it; throws to keep it. */
	send(letter: Letter, beforeReading?: () => Promise<void>): Promise<Delivery>;
	close(): void;
}

const ANSWER_LENGTH = 300;
const CONNECT_MS = 20_000;
const SILENT_MS = 60_000;

interface SmtpError extends Error {
	readonly code?: string;
	readonly command?: string;
	readonly responseCode?: number;
	readonly response?: string;
}

const said = (error: unknown): string => {
	const { response, message } = error as SmtpError;
	return (response ?? message).replace(/\s+/g, ' ').trim().slice(0, ANSWER_LENGTH);
};

async function written({ fromAddress, fromName, replyTo }: MailSettings, letter: Letter): Promise<Buffer> {
	const domain = fromAddress.slice(fromAddress.lastIndexOf('@') + 1);
	const composer = new MailComposer({
		from: { address: fromAddress, name: fromName ?? '' },
		to: { address: letter.to.address, name: letter.to.name ?? '' },
		...(replyTo && { replyTo }),
		subject: letter.subject,
		text: letter.text,
		date: letter.at,
		messageId: `<${letter.id}@${domain}>`,
		// Nobody's holiday notice shall answer a machine.
		headers: { 'Auto-Submitted': 'auto-generated' },
		attachments: letter.files.map(({ name, bytes }) => ({
			filename: name,
			content: Buffer.from(bytes),
			contentType: 'application/pdf'
		})),
		disableFileAccess: true,
		disableUrlAccess: true
	});
	return composer.compile().build();
}

/** The letter's bytes, which nobody reads before `beforeReading` has let them. */
function guarded(bytes: Buffer, beforeReading: () => Promise<void>): Readable {
	let isAsked = false;
	return new Readable({
		read() {
			if (isAsked) return;
			isAsked = true;
			beforeReading().then(
				() => {
					this.push(bytes);
					this.push(null);
				},
				(error: unknown) => this.destroy(error as Error)
			);
		}
	});
}

/** Connects and signs in; throws what the server said where it does not let us. `ca` is a certificate to trust besides. */
export async function openPost(settings: MailSettings, ca?: string): Promise<Post> {
	const { host, port, security, user, password } = settings;
	const connection = new SMTPConnection({
		host,
		port,
		secure: security === 'tls',
		requireTLS: security === 'starttls',
		ignoreTLS: security === 'none',
		connectionTimeout: CONNECT_MS,
		greetingTimeout: CONNECT_MS,
		dnsTimeout: CONNECT_MS,
		socketTimeout: SILENT_MS,
		tls: { minVersion: 'TLSv1.2', ...(ca && { ca }) }
	});
	let lost: Error | null = null;
	await new Promise<void>((resolve, reject) => {
		connection.on('error', (error: Error) => {
			lost = error;
			reject(error);
		});
		connection.on('end', () => {
			lost ??= new Error('the mail server closed the connection');
			reject(lost);
		});
		connection.connect((error) => {
			if (error) return reject(error);
			if (!user) return resolve();
			connection.login(
				{ user, pass: password ?? '', credentials: { user, pass: password ?? '' } },
				(refused) => (refused ? reject(refused) : resolve())
			);
		});
	}).catch((error: unknown) => {
		connection.close();
		throw error;
	});

	async function send(letter: Letter, beforeReading = async () => {}): Promise<Delivery> {
		if (lost) return { outcome: 'later', answer: said(lost), isServers: true };
		const bytes = await written(settings, letter);
		let isRead = false;
		const message = guarded(bytes, async () => {
			await beforeReading();
			isRead = true;
		});
		const envelope = { from: settings.fromAddress, to: [letter.to.address], size: bytes.length };
		return new Promise((resolve) => {
			connection.send(envelope, message, (error: unknown, info) => {
				if (!error) return resolve({ outcome: 'sent', answer: info?.response ?? '', isServers: false });
				const { responseCode = 0, command } = error as SmtpError;
				const answer = said(error);
				// Not of this letter, but of whoever sends: others would be refused as well.
				if (responseCode >= 500 && command === 'MAIL FROM' && responseCode !== 552) {
					return resolve({ outcome: 'later', answer, isServers: true });
				}
				if (responseCode >= 500) return resolve({ outcome: 'refused', answer, isServers: false });
				// 421: the server goes away.
				if (responseCode >= 400) {
					return resolve({ outcome: 'later', answer, isServers: responseCode === 421 || lost !== null });
				}
				if ((error as SmtpError).code === 'EMESSAGE' && !isRead) {
					return resolve({ outcome: 'refused', answer, isServers: false });
				}
				// Half a letter is on the line: nothing else may follow it.
				connection.close();
				lost ??= error as Error;
				resolve({ outcome: isRead ? 'unknown' : 'later', answer, isServers: true });
			});
		});
	}

	return {
		send,
		close: () => {
			if (lost) connection.close();
			else connection.quit();
		}
	};
}

export const whyNot = said;
