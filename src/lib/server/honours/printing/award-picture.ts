import type { CertificateFacts } from '#lib/domain/honours/certificate-facts.ts';
import { Unfitting } from '#lib/domain/honours/lay-out.ts';
import type { Template } from '#lib/domain/honours/template.ts';
import { m } from '#lib/paraglide/messages.js';
import { awardSvg } from '#lib/server/documents/awards/award-svg.ts';
import type { Pictures } from '#lib/server/documents/awards/draw-certificate.ts';
import { drawnOf } from '#lib/server/documents/awards/render-award.ts';
import { blockWord } from '#lib/words/award-block.ts';
import type { Locale } from '#lib/words/figure.ts';

const safe = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function typeOf(bytes: Uint8Array): string {
	return bytes[0] === 0x89 ? 'image/png' : 'image/jpeg';
}

/** Why it cannot be drawn, as a sentence. */
function why(error: unknown, locale: Locale): string {
	if (!(error instanceof Unfitting)) return m.papers_award_not_drawn({}, { locale });
	const { block, needs, has } = error;
	const figures = Number.isFinite(needs) ? { needs: needs.toFixed(0), has: has.toFixed(0) } : null;
	const name = blockWord(block, locale);
	return figures
		? m.papers_award_too_wide({ block: name, ...figures }, { locale })
		: m.papers_award_too_many_lines({ block: name }, { locale });
}

/** A certificate as a picture in millimetres: the shapes that its file has. */
export function awardPicture(
	template: Template,
	facts: CertificateFacts,
	pictures: Pictures,
	locale: Locale
): string {
	const { width, height } = template.sheet;
	const pictureAt = (hash: string) => {
		const bytes = pictures.get(hash);
		return bytes ? `data:${typeOf(bytes)};base64,${Buffer.from(bytes).toString('base64')}` : '';
	};
	const inside = () => {
		try {
			return awardSvg(drawnOf(template, facts), template.sheet, pictureAt);
		} catch (error) {
			const said = safe(why(error, locale));
			const middle = `x="${width / 2}" y="${height / 2}" text-anchor="middle"`;
			return `<text ${middle} font-family="sans-serif" font-size="${width / 45}" fill="#9a1220">${said}</text>`;
		}
	};
	const white = `<rect width="${width}" height="${height}" fill="#ffffff"/>`;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}mm" height="${height}mm">${white}${inside()}</svg>`;
}
