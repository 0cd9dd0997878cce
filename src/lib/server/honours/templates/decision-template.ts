import type { Template } from '#lib/domain/honours/template.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { actorId } from '#lib/domain/access/actor.ts';
import type { Context } from '#lib/server/command/command.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { templateOf } from './stored-template.ts';
import { keptTemplate, templateFor } from './template-for.ts';

interface Award {
	readonly templateKey: string;
	readonly templateId: string | null;
	readonly decidedOn: string | null;
}

/**
 * The template that a decision's certificates are printed by: the version that was proposed, in a draft the one that is good on its
 * day. Null where there is none.
 */
export async function decisionTemplate(
	read: Tx,
	{ templateKey, templateId, decidedOn }: Award,
	now: Date
): Promise<Template | null> {
	if (templateId === null) return templateFor(read, templateKey, decidedOn ?? dayInVietnam(now));
	return templateOf(await read.certificateTemplate.findUniqueOrThrow({ where: { id: templateId } }));
}

/** Holds a decision to the version of a template that is good now: its id, or null where there is none. */
export async function heldTemplate(
	{ tx, at, actor, newId }: Context,
	{ templateKey, decidedOn }: Omit<Award, 'templateId'>
): Promise<string | null> {
	const template = await templateFor(tx, templateKey, decidedOn ?? dayInVietnam(at));
	return template && keptTemplate(tx, template, { id: newId(), savedBy: actorId(actor), at });
}
