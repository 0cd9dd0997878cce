import type { Actor } from '#lib/domain/access/actor.ts';
import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import type { Template } from '#lib/domain/honours/template.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { templateOf } from './stored-template.ts';

interface Version {
	readonly template: Template;
	readonly unitId: string | null;
	readonly savedAt: Date | null;
	readonly note: string | null;
	/** Certificates that were made by it. */
	readonly used: number;
}

/** All versions of a template, the newest first; those that came with Khéo too, as long as nobody needed them. */
export async function templateVersions(read: Tx, key: string): Promise<Version[]> {
	const rows = await read.certificateTemplate.findMany({
		where: { key },
		include: { _count: { select: { certificates: true } } },
		orderBy: { version: 'desc' }
	});
	const kept = rows.map((row) => ({
		template: templateOf(row),
		...{ unitId: row.unitId, savedAt: row.unitId === null ? null : row.savedAt, note: row.note },
		used: row._count.certificates
	}));
	const builtIn = BUILT_IN_TEMPLATES.filter((one) => one.key === key)
		.filter(({ version }) => !kept.some(({ template }) => template.version === version))
		.map((template) => ({ template, unitId: null, savedAt: null, note: null, used: 0 }));
	return [...kept, ...builtIn];
}

/** The newest version of every template that an actor may use: those that came with Khéo, and their units' own. */
export async function templatesFor(read: Tx, actor: Actor) {
	const reach = await reachOf(read, actor, 'award-template.read');
	const rows = await read.certificateTemplate.findMany({
		where: {
			unitId: { not: null },
			...(!reach.everywhere && { unitId: { in: [...reach.unitIds] } })
		},
		include: { unit: { select: { name: true } } },
		orderBy: [{ key: 'asc' }, { version: 'desc' }]
	});
	const own = rows
		.filter((row, at) => rows[at - 1]?.key !== row.key)
		.map((row) => ({ ...shown(templateOf(row)), unit: row.unit?.name ?? null }));
	return [...own, ...BUILT_IN_TEMPLATES.map((one) => ({ ...shown(one), unit: null }))];
}
export type ListedTemplate = Awaited<ReturnType<typeof templatesFor>>[number];

const shown = ({ key, version, name, kind, letterhead, sheet, validFrom, validTo }: Template) => ({
	...{ key, version, name, kind, letterhead, validFrom, validTo },
	size: `${sheet.width} × ${sheet.height} mm`,
	ratio: sheet.width / sheet.height
});
