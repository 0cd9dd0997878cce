import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import { templateOn, type Template } from '#lib/domain/honours/template.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Pictures } from '#lib/server/documents/awards/draw-certificate.ts';
import { rowOf, templateOf } from './stored-template.ts';

/** All versions of a template: those that are kept, and what comes with Khéo as long as nobody needed it. */
async function versionsOf(read: Tx, key: string): Promise<Template[]> {
	const rows = await read.certificateTemplate.findMany({ where: { key } });
	const kept = rows.map(templateOf);
	const builtIn = BUILT_IN_TEMPLATES.filter((one) => one.key === key);
	return [...kept, ...builtIn.filter(({ version }) => !kept.some((one) => one.version === version))];
}

/** The version of a template that is good on a day; null where there is none. */
export async function templateFor(read: Tx, key: string, day: string): Promise<Template | null> {
	return templateOn(await versionsOf(read, key), key, day);
}

/** The row of a template's version, for what is made by it; one that comes with Khéo is kept from now on. */
export async function keptTemplate(
	tx: Tx,
	template: Template,
	{ id, savedBy, at }: { readonly id: string; readonly savedBy: string; readonly at: Date }
): Promise<string> {
	const { key, version } = template;
	const known = await tx.certificateTemplate.findUnique({
		where: { key_version: { key, version } },
		select: { id: true }
	});
	if (known) return known.id;
	await tx.certificateTemplate.create({ data: { id, ...rowOf(template), savedBy, savedAt: at } });
	return id;
}

/** The pictures that a template is drawn with. */
export async function picturesOf(read: Tx, templates: readonly Template[]): Promise<Pictures> {
	const hashes = templates.flatMap(({ emblem, ornament }) => [
		...(emblem === null ? [] : [emblem]),
		...(ornament.kind === 'picture' ? [ornament.hash] : [])
	]);
	if (hashes.length === 0) return new Map();
	const files = await read.storedFile.findMany({
		where: { hash: { in: [...new Set(hashes)] } },
		select: { hash: true, bytes: true }
	});
	return new Map(files.map(({ hash, bytes }) => [hash, bytes]));
}
