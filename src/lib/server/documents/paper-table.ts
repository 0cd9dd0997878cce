import type { Paper, Part } from './paper.ts';

export interface Column {
	readonly title: string;
	/** In points. */
	readonly width: number;
	readonly align?: 'left' | 'center' | 'right';
}

export interface PaperTable {
	readonly columns: readonly Column[];
	readonly rows: readonly (readonly string[])[];
	readonly size?: number;
	/** Rows in bold, by index. */
	readonly strong?: ReadonlySet<number>;
	/** No row is lower, in points: where people write by hand. */
	readonly rowHeight?: number;
}

const PAD = 3;

/** A ruled table that breaks between rows and repeats its head on every page. */
export function drawTable(paper: Paper, table: PaperTable, parent: Part): void {
	const { columns, rows, size = 11, strong, rowHeight = 0 } = table;
	const heightOf = (cells: readonly string[], face: 'regular' | 'bold') =>
		Math.max(
			...cells.map((text, index) =>
				paper.heightOf(text || ' ', { face, size, width: columns[index]!.width - 2 * PAD })
			)
		) +
		2 * PAD -
		1;
	const titles = columns.map(({ title }) => title);
	const headHeight = heightOf(titles, 'bold');
	const element = paper.part('Table', parent);

	const rules = (height: number, isHead: boolean) =>
		paper.artifact(() => {
			const { doc, y } = paper;
			let x = paper.left;
			for (const { width } of columns) {
				if (isHead) doc.rect(x, y, width, height).fillColor('#eeeeee').fill();
				doc.rect(x, y, width, height).lineWidth(0.5).strokeColor('#333333').stroke();
				x += width;
			}
		});
	const cells = (
		texts: readonly string[],
		face: 'regular' | 'bold',
		write: (index: number, draw: () => void) => void
	) => {
		let x = paper.left;
		texts.forEach((text, index) => {
			const { width, align = 'left' } = columns[index]!;
			const at = x + PAD;
			write(index, () =>
				paper.put(text, at, paper.y + PAD, {
					face,
					size,
					width: width - 2 * PAD,
					align: face === 'bold' && align === 'left' ? 'left' : align
				})
			);
			x += width;
		});
	};
	const row = (texts: readonly string[], height: number, face: 'regular' | 'bold', isHead: boolean) => {
		rules(height, isHead);
		const line = paper.part('TR', element);
		cells(texts, face, (_index, draw) => {
			const cell = paper.part(isHead ? 'TH' : 'TD', line, isHead ? ({ scope: 'Column' } as object) : {});
			cell.add(draw);
			cell.end();
		});
		line.end();
		paper.y += height;
	};

	const first = rows[0];
	const low = (height: number) => Math.max(height, rowHeight);
	paper.room(headHeight + (first ? low(heightOf(first, 'regular')) : 0));
	row(titles, headHeight, 'bold', true);
	rows.forEach((texts, index) => {
		const face = strong?.has(index) ? 'bold' : 'regular';
		const height = low(heightOf(texts, face));
		if (paper.room(height)) {
			// Said once in the structure; on paper it stands on every page.
			rules(headHeight, true);
			paper.artifact(() => cells(titles, 'bold', (_index, draw) => draw()));
			paper.y += headHeight;
		}
		row(texts, height, face, false);
	});
	element.end();
	paper.y += 6;
}
