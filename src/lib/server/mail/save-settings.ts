import * as v from 'valibot';
import { isOneLine } from '#lib/domain/mail/mail-address.ts';
import { command } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { optionalText, text, ticked, version, whole } from '#lib/server/contest/input.ts';
import {
	isInTheClear,
	MAIL_SECURITIES,
	mailAddress,
	mailFromEnvironment,
	sealedPassword,
	THE_ROW,
	withoutSecret
} from './settings.ts';

const oneLine = (most: number) =>
	v.pipe(
		optionalText(most),
		v.check((value) => value === null || isOneLine(value), 'mail_one_line')
	);

const emptyAsNull = v.pipe(
	v.optional(v.nullable(v.string()), null),
	v.transform((value) => value?.trim() || null)
);

/** How letters leave this installation. The password is sealed before it is stored, and is shown to nobody again. */
export const saveMailSettings = command({
	action: 'mail.set-up',
	input: v.object({
		version,
		host: v.pipe(text(255), v.regex(/^[a-z0-9:._-]+$/i, 'mail_host')),
		port: whole(1, 65_535),
		security: v.picklist(MAIL_SECURITIES, 'field_required'),
		user: oneLine(200),
		/** Empty: the stored one stays. */
		password: v.pipe(
			v.optional(v.nullable(v.string()), null),
			v.check((value) => value === null || value.length <= 500, 'field_too_long')
		),
		removePassword: ticked,
		fromAddress: mailAddress,
		fromName: oneLine(120),
		replyTo: v.pipe(emptyAsNull, v.nullable(mailAddress)),
		perMinute: v.optional(whole(1, 6000), 60)
	}),
	scope: async () => ({}),
	async run({ tx, at, audit, publish }, { version: seen, password, removePassword, ...fields }) {
		const before = await tx.mailSettings.findUnique({ where: { id: THE_ROW } });
		if ((before?.version ?? null) !== seen) throw new Refusal('stale');
		if (isInTheClear(fields.host, fields.security, fields.user)) {
			throw fieldRefusal('security', 'mail_in_the_clear');
		}
		// A server that somebody else points at shall not be sent the password of this one.
		const moves = before && (before.host !== fields.host || before.user !== fields.user);
		if (before?.sealedPassword && moves && !password && !removePassword && fields.user) {
			throw fieldRefusal('password', 'mail_password_again');
		}
		const kept = removePassword || !fields.user ? null : (before?.sealedPassword ?? null);
		const data = {
			...fields,
			sealedPassword: password && fields.user ? sealedPassword(password) : kept,
			changedAt: at
		};
		await tx.mailSettings.upsert({
			where: { id: THE_ROW },
			create: { id: THE_ROW, ...data },
			update: { ...data, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'mail-settings',
			subjectId: THE_ROW,
			before: before ? withoutSecret(before) : undefined,
			after: { ...withoutSecret(data), newPassword: Boolean(password) }
		});
		publish({ kind: 'mail.changed', conferenceId: null });
		return {};
	}
});

/** Takes the settings away: no letter leaves any more. Those of the environment stay. */
export const removeMailSettings = command({
	action: 'mail.set-up',
	input: v.object({ version }),
	scope: async () => ({}),
	async run({ tx, audit }, { version: seen }) {
		const before = await tx.mailSettings.findUnique({ where: { id: THE_ROW } });
		if (!before || before.version !== seen) throw new Refusal('stale');
		await tx.mailSettings.delete({ where: { id: THE_ROW } });
		const { host, port, user, fromAddress } = before;
		audit({
			subjectKind: 'mail-settings',
			subjectId: THE_ROW,
			before: { host, port, user, fromAddress },
			after: { removed: true, environment: mailFromEnvironment() !== null }
		});
		return {};
	}
});
