import type { Actor, Grant } from '#lib/domain/access/actor.ts';
import type { Role } from '#lib/domain/access/roles.ts';
import { approveDecision } from '#lib/server/honours/decisions/answer-proposal.ts';
import { proposeDecision } from '#lib/server/honours/decisions/propose-decision.ts';
import { createDecision } from '#lib/server/honours/decisions/save-decision.ts';
import { createIssuer } from '#lib/server/honours/issuers/save-issuer.ts';
import { addRecipient } from '#lib/server/honours/recipients/save-recipient.ts';
import { city } from '../contest/city.ts';

/** Somebody with an account; `personId` makes two accounts one person's. */
export function holding(
	name: string,
	grant: Partial<Grant> & { role?: Role } = {},
	personId: string | null = null
): Actor {
	const whole = { role: 'organizer' as const, unitId: null, contestId: null, conferenceId: null, ...grant };
	return {
		kind: 'account',
		accountId: `${name}-account`,
		personId,
		name,
		mustChange: false,
		grants: [whole]
	};
}
export const lan = holding('Lan');
export const hung = holding('Hùng');

/** A city with an issuer that may award everything, and a short way to a decision. */
export async function honoursCity() {
	const here = await city();
	const { read } = here.database;
	const { issuerId } = await here.done(createIssuer, {
		...{ unitId: here.cityId, name: 'CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ VEN SÔNG', letterhead: 'state' },
		...{
			place: 'Ven Sông',
			authority: ['merit', 'commendation', 'flag'],
			authorityBasis: 'Luật 06/2022/QH15'
		}
	});

	const fields = (number: string, more: object = {}) => ({
		...{ issuerId, kind: 'merit', title: `Quyết định ${number}`, number, decidedOn: '2026-10-15' },
		...{ signerTitle: 'CHỦ TỊCH', signerName: 'Trần Văn Ký', achievement: 'Đã có thành tích xuất sắc.' },
		...more
	});
	const version = async (awardId: string) =>
		(await read.awardDecision.findUniqueOrThrow({ where: { id: awardId } })).version;
	const state = async (awardId: string) =>
		(await read.awardDecision.findUniqueOrThrow({ where: { id: awardId } })).state;

	/** A draft that honours these collectives. */
	async function draft(number: string, names: readonly string[], more: object = {}, actor: Actor = lan) {
		const { awardId } = await here.done(createDecision, fields(number, more), actor);
		for (const name of names) await here.done(addRecipient, { awardId, subject: 'collective', name }, actor);
		return awardId;
	}

	/** The same, proposed by Lan. */
	async function proposed(number: string, names: readonly string[], more: object = {}) {
		const awardId = await draft(number, names, more);
		await here.done(proposeDecision, { awardId, version: await version(awardId) }, lan);
		return awardId;
	}

	/** The same, approved by Hùng. */
	async function approved(number: string, names: readonly string[], more: object = {}) {
		const awardId = await proposed(number, names, more);
		await here.done(approveDecision, { awardId, version: await version(awardId) }, hung);
		return awardId;
	}

	/** Names on a decision's list, in its order. */
	async function names(awardId: string) {
		const rows = await read.awardRecipient.findMany({
			where: { decisionId: awardId, removedAt: null },
			orderBy: [{ position: 'asc' }, { id: 'asc' }]
		});
		return rows.map(({ words }) => (JSON.parse(words) as { name: string }).name);
	}

	/** Numbers that a decision's recipients have, with whether each is void. */
	async function numbers(awardId: string) {
		const rows = await read.awardNumber.findMany({
			where: { recipient: { decisionId: awardId } },
			orderBy: [{ number: 'asc' }]
		});
		return rows.map(({ number, voidedAt }) => [number, voidedAt !== null] as const);
	}

	return { ...here, read, issuerId, fields, version, state, draft, proposed, approved, names, numbers };
}
export type HonoursCity = Awaited<ReturnType<typeof honoursCity>>;
