import type { Table } from './tables.ts';
import { xlsx } from './xlsx.ts';

/** Tables as a workbook to be saved, which nobody on the way keeps. */
export async function xlsxAnswer(tables: readonly Table[], name: string): Promise<Response> {
	return new Response((await xlsx(tables)) as BodyInit, {
		headers: {
			'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'Content-Disposition': `attachment; filename="${name}.xlsx"`,
			'Cache-Control': 'private, no-store'
		}
	});
}
