import * as v from 'valibot';
import { isDay } from '#lib/domain/shared/day.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, text, version } from '#lib/server/contest/input.ts';
import { conferenceScope } from '../scope.ts';

/** Says what stands on the certificates of attendance: who issues and signs them, where and when. */
export const saveCertificateWords = command({
	action: 'certificate.save',
	input: v.object({
		conferenceId: id,
		version,
		issuer: text(200),
		place: text(100),
		issuedOn: v.pipe(v.string('field_required'), v.trim(), v.check(isDay, 'conference_day_required')),
		signerTitle: text(200),
		signerName: optionalText(120),
		numberMark: text(30)
	}),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, audit, publish }, { conferenceId, version: seen, ...fields }) {
		const before = await tx.certificateWords.findUnique({ where: { conferenceId } });
		if ((before?.version ?? 0) !== (seen ?? 0)) throw new Refusal('stale');
		await tx.certificateWords.upsert({
			where: { conferenceId },
			create: { conferenceId, ...fields, version: 1 },
			update: { ...fields, version: { increment: 1 } }
		});
		const was =
			before &&
			Object.fromEntries(Object.keys(fields).map((key) => [key, before[key as keyof typeof before]]));
		audit({
			subjectKind: 'certificate-words',
			subjectId: conferenceId,
			before: was ?? undefined,
			after: fields
		});
		publish({ kind: 'conference.changed', conferenceId });
		return {};
	}
});
