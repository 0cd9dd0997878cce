import * as v from 'valibot';
import { DOCUMENT_READERS } from '#lib/domain/conference/document-readers.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { fieldRefusal } from '#lib/server/command/refusal.ts';
import { optionalId, text, ticked } from '#lib/server/contest/input.ts';
import { OptionalText } from '#lib/server/people/fields.ts';

/** What the desk says of a document. */
export const documentEntries = {
	title: text(300),
	titleEn: OptionalText(300),
	item: OptionalText(200),
	readers: v.picklist(DOCUMENT_READERS, 'field_required'),
	categoryId: optionalId,
	zoneId: optionalId,
	isClosed: ticked,
	checkpointId: optionalId
};

interface Said {
	readonly readers: string;
	readonly categoryId: string | null;
	readonly zoneId: string | null;
	readonly checkpointId: string | null;
	readonly isClosed: boolean;
}

/** Whether what a document names is this conference's; leaves out what its readers do not need. */
export async function saidOf<Fields extends Said>(
	tx: Tx,
	conferenceId: string,
	said: Fields
): Promise<Fields> {
	const categoryId = said.readers === 'category' ? said.categoryId : null;
	const zoneId = said.readers === 'zone' ? said.zoneId : null;
	if (said.readers === 'category') {
		const category = categoryId && (await tx.delegateCategory.findUnique({ where: { id: categoryId } }));
		if (!category || category.conferenceId !== conferenceId)
			throw fieldRefusal('categoryId', 'paper_category');
	}
	if (said.readers === 'zone') {
		const zone = zoneId && (await tx.conferenceZone.findUnique({ where: { id: zoneId } }));
		if (!zone || zone.conferenceId !== conferenceId) throw fieldRefusal('zoneId', 'paper_zone');
	}
	if (said.isClosed && said.readers === 'public') throw fieldRefusal('readers', 'paper_closed_public');
	if (said.checkpointId) {
		const checkpoint = await tx.checkpoint.findUnique({ where: { id: said.checkpointId } });
		const isLog = checkpoint?.conferenceId === conferenceId && checkpoint.policy === 'log';
		if (!isLog) throw fieldRefusal('checkpointId', 'paper_checkpoint');
	}
	return { ...said, categoryId, zoneId };
}
