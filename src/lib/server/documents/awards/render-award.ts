import { TITLE } from '#lib/domain/honours/certificate-words.ts';
import type { CertificateFacts } from '#lib/domain/honours/certificate-facts.ts';
import type { Drawn } from '#lib/domain/honours/drawn.ts';
import { layOut } from '#lib/domain/honours/lay-out.ts';
import { isPrintable } from '#lib/domain/honours/printable.ts';
import type { Template } from '#lib/domain/honours/template.ts';
import { AwardFile } from './award-file.ts';
import { widthsOf } from './award-type.ts';
import { drawCertificate, NO_PICTURES, type Pictures } from './draw-certificate.ts';

/** A direction, a joiner or half a sign: what is read would not be what is printed. */
export class Unprintable extends Error {}

/** Every text in it; lines end where an office has two. */
function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return value.split('\n');
	return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}

/** Everything that is drawn of one certificate. Throws `Unprintable`, `NoGlyph` and `Unfitting`. */
export function drawnOf(template: Template, facts: CertificateFacts, onBlank = false) {
	if (!textsOf(facts).every(isPrintable)) throw new Unprintable('a certificate cannot say that');
	return layOut(template, facts, widthsOf, { onBlank });
}

/** Noon in Vietnam on the day of the decision. */
const momentOf = (day: string) => new Date(`${day}T05:00:00Z`);

/**
 * One certificate as a file of its own. The same template and facts give the same bytes, today and in ten years: nothing
 * of it depends on the clock, and nothing is packed by a library that could pack otherwise tomorrow. A template with
 * pictures needs them: `picturesOf` in honours/templates.
 */
export async function renderAward(
	template: Template,
	facts: CertificateFacts,
	pictures: Pictures = NO_PICTURES,
	/** Whoever has laid it out already need not do so twice. */
	drawn: readonly Drawn[] = drawnOf(template, facts)
): Promise<Uint8Array> {
	const file = new AwardFile({
		title: `${TITLE[facts.kind]} · ${facts.lines.recipient.replace(/\u00a0/gu, ' ')}`,
		author: facts.issuer,
		subject: facts.lines.achievement,
		at: momentOf(facts.decidedOn),
		isPacked: false
	});
	file.sheet(template.sheet.width, template.sheet.height);
	drawCertificate(file, drawn, template.sheet, pictures);
	return file.finish();
}
