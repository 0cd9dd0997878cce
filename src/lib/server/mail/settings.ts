import * as v from 'valibot';
import { isMailAddress, isOneLine } from '#lib/domain/mail/mail-address.ts';
import { masterKey, sealed, unsealed } from '#lib/server/admission/master-key.ts';
import type { Tx } from '#lib/server/db/client.ts';

export const MAIL_SECURITIES = ['tls', 'starttls', 'none'] as const;
export type MailSecurity = (typeof MAIL_SECURITIES)[number];

/** How letters leave, ready to be used. */
export interface MailSettings {
	readonly host: string;
	readonly port: number;
	readonly security: MailSecurity;
	readonly user: string | null;
	readonly password: string | null;
	readonly fromAddress: string;
	readonly fromName: string | null;
	readonly replyTo: string | null;
	readonly perMinute: number;
}

export const THE_ROW = 'mail';
const PASSWORD_AT = 'mail password';

export const sealedText = (text: string, place: string): string =>
	sealed(Buffer.from(text), place, masterKey(), 'mail');
export const unsealedText = (text: string, place: string): string =>
	Buffer.from(unsealed(text, place, masterKey(), 'mail')).toString();

export const sealedPassword = (password: string): string => sealedText(password, PASSWORD_AT);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;
/** Whether a password would go through other people's cables in the clear. */
export const isInTheClear = (host: string, security: string, user: string | null): boolean =>
	security === 'none' && user !== null && !LOOPBACK.test(host);

export const mailAddress = v.pipe(
	v.string('field_required'),
	v.trim(),
	v.minLength(1, 'field_required'),
	v.check(isMailAddress, 'mail_address')
);

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The settings that the environment holds: `KHEO_SMTP_HOST` and its companions; null where it names no host. Throws in words
 * where one of them is wrong.
 */
export function mailFromEnvironment(env: Env = process.env): MailSettings | null {
	const host = env.KHEO_SMTP_HOST?.trim();
	if (!host) return null;
	const security = (env.KHEO_SMTP_SECURITY?.trim() || 'starttls') as MailSecurity;
	if (!MAIL_SECURITIES.includes(security)) {
		throw new Error('KHEO_SMTP_SECURITY must be tls, starttls or none');
	}
	const port = Number(env.KHEO_SMTP_PORT || (security === 'tls' ? 465 : 587));
	if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('KHEO_SMTP_PORT must be a port');
	const fromAddress = env.KHEO_MAIL_FROM?.trim() ?? '';
	if (!isMailAddress(fromAddress)) throw new Error('KHEO_MAIL_FROM must be a mail address');
	const fromName = env.KHEO_MAIL_NAME?.trim() || null;
	if (fromName && !isOneLine(fromName)) throw new Error('KHEO_MAIL_NAME must be one line');
	const replyTo = env.KHEO_MAIL_REPLY_TO?.trim() || null;
	if (replyTo && !isMailAddress(replyTo)) throw new Error('KHEO_MAIL_REPLY_TO must be a mail address');
	const user = env.KHEO_SMTP_USER || null;
	if (isInTheClear(host, security, user)) {
		throw new Error('KHEO_SMTP_SECURITY=none would send the password in the clear');
	}
	const perMinute = Number(env.KHEO_MAIL_PER_MINUTE || 60);
	if (!Number.isInteger(perMinute) || perMinute < 1 || perMinute > 6000) {
		throw new Error('KHEO_MAIL_PER_MINUTE must be a whole number');
	}
	const password = env.KHEO_SMTP_PASSWORD || null;
	return { host, port, security, user, password, fromAddress, fromName, replyTo, perMinute };
}

export type MailSetUp =
	| { readonly kind: 'ready'; readonly source: 'environment' | 'page'; readonly settings: MailSettings }
	| { readonly kind: 'none' }
	/** environment: a variable is wrong · master-key: the stored password cannot be opened any more. */
	| { readonly kind: 'broken'; readonly why: 'environment' | 'master-key'; readonly detail: string };

/** How letters leave at this moment. */
export async function mailSetUp(read: Tx, env: Env = process.env): Promise<MailSetUp> {
	try {
		const settings = mailFromEnvironment(env);
		if (settings) return { kind: 'ready', source: 'environment', settings };
	} catch (error) {
		return { kind: 'broken', why: 'environment', detail: (error as Error).message };
	}
	const row = await read.mailSettings.findUnique({ where: { id: THE_ROW } });
	if (!row) return { kind: 'none' };
	const { sealedPassword: kept, security, id: _id, version: _version, changedAt: _at, ...rest } = row;
	try {
		const password = kept === null ? null : unsealedText(kept, PASSWORD_AT);
		const settings = { ...rest, security: security as MailSecurity, password };
		return { kind: 'ready', source: 'page', settings };
	} catch {
		return { kind: 'broken', why: 'master-key', detail: '' };
	}
}

/** What the settings' page shows: everything but the password. */
export async function shownMailSettings(read: Tx) {
	const [setUp, row] = await Promise.all([
		mailSetUp(read),
		read.mailSettings.findUnique({ where: { id: THE_ROW } })
	]);
	const typed = row ? withoutSecret(row) : null;
	const told =
		setUp.kind === 'ready'
			? { kind: setUp.kind, source: setUp.source, ...withoutPassword(setUp.settings) }
			: setUp;
	return { setUp: told, typed };
}

function withoutPassword({ password, ...rest }: MailSettings) {
	return { ...rest, hasPassword: password !== null };
}

/** Stored settings as they may be shown and logged. */
export function withoutSecret<Row extends { readonly sealedPassword: string | null }>({
	sealedPassword: secret,
	...rest
}: Row) {
	return { ...rest, hasPassword: secret !== null };
}
