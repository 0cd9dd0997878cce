import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { printedTicketCode } from '#lib/domain/vote/ticket-code.ts';
import { Paper } from '#lib/server/documents/paper.ts';
import { drawTickets, ticketsFacts } from '#lib/server/documents/tickets/render-tickets.ts';
import type { TicketsInput } from '#lib/server/documents/tickets/tickets-input.ts';
import { newTicketSecrets } from '#lib/server/vote/ticket-secrets.ts';

function rendered(input: TicketsInput): Promise<Uint8Array> {
	const paper = new Paper(ticketsFacts(input));
	drawTickets(paper, input);
	return paper.finish();
}

const sheet = (count: number, contest = 'Hội thi “Dân vận khéo” thành phố Hà Nội năm 2024') =>
	rendered({
		locale: 'vi',
		contest,
		prize: 'Giải khán giả bình chọn',
		address: 'https://kheo.example/vote',
		shortAddress: 'kheo.example/vote',
		at: new Date('2026-05-01T12:00:00Z'),
		tickets: Array.from({ length: count }, (_, index) => {
			const { token, code } = newTicketSecrets();
			return {
				number: index + 1,
				label: index === 0 ? 'Tầng 1 · A1' : null,
				token,
				code: printedTicketCode(code)
			};
		})
	});

function textOf(bytes: Uint8Array): string {
	const folder = mkdtempSync(join(tmpdir(), 'kheo-tickets-'));
	const file = join(folder, 'tickets.pdf');
	writeFileSync(file, bytes);
	const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
	rmSync(folder, { recursive: true });
	return text;
}

it('twelve tickets stand on a sheet of A4, each with its number, its code and where to type it', async () => {
	const pages = textOf(await sheet(13))
		.split('\f')
		.filter((page) => page.trim() !== '');
	expect(pages).toHaveLength(2);
	const codes = pages.map((page) => page.match(/\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/g)?.length);
	expect(codes).toEqual([12, 1]);
	expect(pages[0]).toContain('Thẻ số 1 · Tầng 1 · A1');
	expect(pages[0]!.match(/kheo\.example\/vote/g)).toHaveLength(12);
	expect(pages[1]).toContain('Thẻ số 13');
});

it('a contest with a long name still fits its ticket', async () => {
	const long = 'Hội thi “Dân vận khéo” chào mừng '.repeat(8);
	expect(
		textOf(await sheet(12, long))
			.split('\f')
			.filter((page) => page.trim() !== '')
	).toHaveLength(1);
});
