import { namesUntil } from '#lib/domain/conference/delegation.ts';
import { filledText, type LetterPlace } from '#lib/domain/mail/letter-text.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { letterJob } from '#lib/server/conference/delegations/letters.ts';
import { delegationAddress } from '#lib/server/conference/delegations/shown-links.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { PrintJob } from '#lib/server/documents/job.ts';
import { dayWords, momentWords } from '#lib/words/moment.ts';

interface Written {
	readonly conferenceId: string;
	readonly link: string;
	readonly attaches: boolean;
	readonly locale: string;
	readonly subject: string;
	readonly body: string;
	readonly origin: string;
	readonly createdAt: Date;
}

/** What one unit's letter says, and the paper that goes with it; null where its delegation is gone. */
export async function letterOf(
	read: Tx,
	{ conferenceId, link, attaches, locale, subject, body, origin, createdAt }: Written,
	{ delegationId, token }: { readonly delegationId: string; readonly token: string | null }
) {
	const [conference, delegation] = await Promise.all([
		read.conference.findUniqueOrThrow({ where: { id: conferenceId } }),
		read.delegation.findUnique({
			where: { id: delegationId },
			include: {
				unit: { select: { name: true } },
				_count: { select: { delegates: { where: { status: { not: 'substituted' } } } } }
			}
		})
	]);
	if (!delegation) return null;
	const isVi = locale !== 'en';
	const { startsOn, endsOn, code, venue } = conference;
	const publicPage = `${origin}/conferences/${code}`;
	const values: Record<LetterPlace, string> = {
		unit: delegation.unit.name,
		contact: delegation.contactName ?? (isVi ? 'quý đơn vị' : 'colleagues'),
		conference: isVi ? conference.titleVi : conference.titleEn,
		days: startsOn === endsOn ? dayWords(startsOn) : `${dayWords(startsOn)} – ${dayWords(endsOn)}`,
		venue: venue ?? (isVi ? '(sẽ thông báo)' : '(to be announced)'),
		deadline: momentWords(namesUntil(conference)),
		quota: String(delegation.quota),
		named: String(delegation._count.delegates),
		link: link === 'own' ? delegationAddress(origin, token ?? '') : publicPage
	};
	const job: PrintJob | null = attaches
		? await letterJob(read, {
				...{
					conferenceId,
					delegationIds: [delegationId],
					origin,
					form: 'pdf',
					withSlips: false,
					at: createdAt
				},
				tokens: new Map(token === null ? [] : [[delegationId, token]]),
				locale: isVi ? 'vi' : 'en'
			})
		: null;
	const unitPart = searchKey(delegation.unit.name)
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 60);
	return {
		to: { address: delegation.contactEmail ?? '', name: delegation.contactName },
		subject: filledText(subject, values).replace(/\s+/g, ' ').slice(0, 400),
		text: filledText(body, values),
		job,
		fileName: `${isVi ? 'giay-moi' : 'invitation'}-${unitPart}.pdf`
	};
}
