/** How large a badge is, in millimetres, and how many lie on a sheet of A4. */
export const BADGE_FORMATS = ['a6', 'a7', 'cr80'] as const;
export type BadgeFormat = (typeof BADGE_FORMATS)[number];

export interface FormatFacts {
	readonly widthMm: number;
	readonly heightMm: number;
	readonly columns: number;
	readonly rows: number;
	/** Between two badges, so that a slip of the knife cuts nobody's name. */
	readonly gapMm: number;
	/** With its quiet zone. Below 30 mm cameras at a gate begin to miss it. */
	readonly qrMm: number;
	/** Whether the code stands beside the name instead of below it. */
	readonly isWide: boolean;
	readonly isSheetWide: boolean;
}

export const FORMATS: Readonly<Record<BadgeFormat, FormatFacts>> = {
	a6: {
		widthMm: 105,
		heightMm: 148,
		columns: 2,
		rows: 1,
		gapMm: 8,
		qrMm: 42,
		isWide: false,
		isSheetWide: true
	},
	a7: {
		widthMm: 74,
		heightMm: 105,
		columns: 2,
		rows: 2,
		gapMm: 6,
		qrMm: 34,
		isWide: false,
		isSheetWide: false
	},
	cr80: {
		widthMm: 85.6,
		heightMm: 53.98,
		columns: 2,
		rows: 4,
		gapMm: 6,
		qrMm: 30,
		isWide: true,
		isSheetWide: false
	}
};
