import { actorId } from '#lib/domain/access/actor.ts';
import { HAD_STATES } from '#lib/domain/mail/letter-state.ts';
import { isMailAddress } from '#lib/domain/mail/mail-address.ts';
import { inVietnameseOrder } from '#lib/domain/people/vietnamese-order.ts';
import { newSecret } from '#lib/server/auth/secret.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { giveLink } from '#lib/server/conference/delegations/delegation-links.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { LetterInput } from './letter-input.ts';
import { mailSetUp, sealedText } from './settings.ts';

const NAMED_IN_REFUSAL = 5;

async function chosen(
	{ tx }: Context,
	asked: {
		readonly conferenceId: string;
		readonly kind: string;
		readonly delegationIds: string[];
		readonly again: boolean;
	}
) {
	const ids = [...new Set(asked.delegationIds)];
	const delegations = await tx.delegation.findMany({
		where: { conferenceId: asked.conferenceId, id: { in: ids } },
		include: {
			unit: { select: { name: true } },
			letters: {
				where: { mailing: { kind: asked.kind }, status: { in: HAD_STATES } },
				select: { id: true }
			}
		}
	});
	if (delegations.length !== ids.length) throw new Refusal('not_found');
	const mute = delegations.filter(({ contactEmail }) => !contactEmail || !isMailAddress(contactEmail));
	if (mute.length > 0) {
		const units = mute.slice(0, NAMED_IN_REFUSAL).map(({ unit }) => unit.name);
		throw fieldRefusal('delegationIds', 'mail_no_address', { count: mute.length, units: units.join(', ') });
	}
	const had = delegations.filter(({ letters }) => letters.length > 0);
	if (had.length > 0 && !asked.again) {
		const units = had.slice(0, NAMED_IN_REFUSAL).map(({ unit }) => unit.name);
		throw fieldRefusal('delegationIds', 'mail_had_one', { count: had.length, units: units.join(', ') });
	}
	return delegations.sort((a, b) => inVietnameseOrder(a.unit.name, b.unit.name));
}

/**
 * Puts one letter to each of the chosen units into the queue. Units' own links are made with it and lie sealed beside the letter until it
 * has left, so that another attempt says the same. A resend of the press puts nothing in a second time.
 */
export const sendLetters = command({
	action: 'mail.send',
	input: LetterInput,
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run(context, { conferenceId, delegationIds, again, ...letter }) {
		const { tx, actor, at, newId, audit, publish } = context;
		if ((await mailSetUp(tx)).kind !== 'ready') throw new Refusal('mail_not_set_up');
		const conference = await tx.conference.findUniqueOrThrow({ where: { id: conferenceId } });
		if (letter.link === 'public' && conference.status === 'draft') {
			throw fieldRefusal('link', 'delegation_letters_draft');
		}
		const delegations = await chosen(context, { conferenceId, kind: letter.kind, delegationIds, again });
		const mailingId = newId();
		const createdBy = actorId(actor);
		const createdName = 'name' in actor ? actor.name : createdBy;
		await tx.mailing.create({
			data: { id: mailingId, conferenceId, ...letter, createdAt: at, createdBy, createdName }
		});
		for (const delegation of delegations) {
			const letterId = newId();
			const token = letter.link === 'own' ? newSecret() : null;
			if (token) await giveLink(context, delegation, token);
			await tx.mailedLetter.create({
				data: {
					...{ id: letterId, mailingId, delegationId: delegation.id, unitName: delegation.unit.name },
					...{ contactName: delegation.contactName, address: delegation.contactEmail! },
					sealedToken: token && sealedText(token, letterId),
					...{ status: 'waiting', nextAt: at }
				}
			});
		}
		audit({
			subjectKind: 'mailing',
			subjectId: mailingId,
			after: {
				...{ kind: letter.kind, link: letter.link, attaches: letter.attaches, subject: letter.subject },
				units: delegations.map(({ unit }) => unit.name)
			}
		});
		publish({ kind: 'mail.changed', conferenceId });
		return { mailingId, letters: delegations.length };
	}
});
