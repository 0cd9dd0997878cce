import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function colours(theme: string): Map<string, string> {
	const block = css.match(new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`))?.[1] ?? '';
	return new Map([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1]!, found[2]!]));
}

/** WCAG 2.2 relative luminance of an sRGB colour. */
function luminance(hex: string): number {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
	const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (light! + 0.05) / (dark! + 0.05);
}

const grounds = ['paper', 'sheet', 'sunken'];
const text: [string, string[]][] = [
	[
		'ink',
		[...grounds, 'accent-wash', 'gold-wash', 'info-wash', 'success-wash', 'warning-wash', 'error-wash']
	],
	['ink-soft', [...grounds, 'accent-wash', 'gold-wash']],
	['accent', [...grounds, 'accent-wash', 'gold-wash']],
	['accent-deep', [...grounds, 'accent-wash']],
	['gold-ink', [...grounds, 'gold-wash']],
	['on-accent', ['accent', 'accent-deep']],
	['info', [...grounds, 'info-wash']],
	['success', [...grounds, 'success-wash']],
	['warning', [...grounds, 'warning-wash']],
	['error', [...grounds, 'error-wash']],
	['sheet', ['error']]
];
/** Borders of controls and the focus ring: 3:1 (WCAG 1.4.11). */
const lines: [string, string[]][] = [
	['edge', grounds],
	['focus', [...grounds, 'accent-wash', 'gold-wash']]
];

describe.each(['paper', 'hall'])('the colours of the %s theme', (theme) => {
	const colour = colours(theme);
	const failing = (pairs: [string, string[]][], least: number) =>
		pairs.flatMap(([front, backs]) =>
			backs
				.map((back) => ({
					pair: `${front} on ${back}`,
					ratio: contrast(colour.get(front)!, colour.get(back)!)
				}))
				.filter(({ ratio }) => !(ratio >= least))
		);

	it('let every text be read at 4.5:1 or better', () => {
		expect(failing(text, 4.5)).toEqual([]);
	});

	it('let every edge and focus ring be seen at 3:1 or better', () => {
		expect(failing(lines, 3)).toEqual([]);
	});

	it('name the same tokens as the other theme', () => {
		expect([...colour.keys()]).toEqual([...colours(theme === 'paper' ? 'hall' : 'paper').keys()]);
	});
});
