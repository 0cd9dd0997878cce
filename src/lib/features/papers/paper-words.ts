import { m } from '#lib/paraglide/messages.js';

const READERS: Readonly<Record<string, readonly [() => string, () => string]>> = {
	public: [m.paper_readers_public, m.paper_readers_public_hint],
	delegates: [m.paper_readers_delegates, m.paper_readers_delegates_hint],
	category: [m.paper_readers_category, m.paper_readers_category_hint],
	zone: [m.paper_readers_zone, m.paper_readers_zone_hint]
};
export const readersWord = (readers: string): string => READERS[readers]?.[0]() ?? readers;
export const readersHint = (readers: string): string => READERS[readers]?.[1]() ?? '';

const HOW: Readonly<Record<string, () => string>> = {
	unit: m.paper_how_unit,
	desk: m.paper_how_desk,
	printed: m.paper_how_printed
};
export const howWord = (how: string): string => HOW[how]?.() ?? how;

const TYPE: Readonly<Record<string, () => string>> = {
	pdf: () => 'PDF',
	docx: () => 'Word',
	xlsx: () => 'Excel',
	pptx: () => 'PowerPoint',
	jpeg: m.paper_type_picture,
	png: m.paper_type_picture,
	webp: m.paper_type_picture
};

/** PDF · 350 KB */
export function fileWords({ type, size }: { readonly type: string; readonly size: number }): string {
	const kilobytes = Math.max(1, Math.round(size / 1024));
	const said = kilobytes < 1024 ? `${kilobytes} KB` : `${Math.round(kilobytes / 1024)} MB`;
	return `${TYPE[type]?.() ?? type} · ${said}`;
}
