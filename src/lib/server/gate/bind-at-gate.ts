import type { BindItem } from '#lib/live/gate-protocol.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { assertUnbound, bind } from '#lib/server/conference/reception/bind-temporary.ts';
import { addGuest } from '#lib/server/conference/reception/register-at-desk.ts';

/**
 * Binds a temporary badge as a desk did without network, a guest on no list included. Answers BOUND, or why it cannot be: it
 * is written down all the same.
 */
export async function bindAtGate(
	context: Context,
	asked: {
		readonly conferenceId: string;
		readonly item: BindItem;
		readonly boundAt: Date;
		readonly boundName: string;
		readonly mayBind: boolean;
	}
): Promise<string> {
	const { conferenceId, item, boundAt, boundName, mayBind } = asked;
	const { credential, delegateId, guest } = item;
	if (!mayBind) return 'forbidden';
	try {
		// Asked before anybody is put on the list for it.
		await assertUnbound(context.tx, conferenceId, credential);
		if (guest) {
			const unknown = { birthYear: null, phone: null, categoryId: null, note: null };
			await addGuest(context, conferenceId, { ...guest, ...unknown }, delegateId);
		}
		await bind(context, {
			conferenceId,
			credential,
			delegateId,
			boundAt,
			boundBy: item.operatorId,
			boundName
		});
		return 'BOUND';
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		throw error;
	}
}
