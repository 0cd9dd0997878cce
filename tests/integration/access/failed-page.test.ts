import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it, vi } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { log } from '#lib/server/log.ts';
import { handleError } from '../../../src/hooks.server.ts';

const event = (requestId: string) =>
	({ locals: { requestId }, route: { id: '/(public)/contests/[code]' } }) as unknown as RequestEvent;

describe('a page that failed', () => {
	it('shows the reference that is in the log, also where no page of Khéo can be made', async () => {
		const written = vi.spyOn(log, 'error').mockImplementation(() => undefined);
		const requestId = newId();
		const shown = await handleError({
			error: new Error('the disk is full'),
			event: event(requestId),
			status: 500,
			message: 'Internal Error'
		});
		const { reference } = written.mock.calls[0]![0] as unknown as { reference: string };
		written.mockRestore();
		expect(requestId.endsWith(reference)).toBe(true);
		expect(shown).toEqual({ message: `Internal Error (${reference})`, reference });
		const plain = readFileSync(resolve(import.meta.dirname, '../../../src/error.html'), 'utf8');
		expect(plain).toContain('%sveltekit.error.message%');
	});

	it('that nobody has made, or asked for rightly, is no failure: nothing is written, and no reference shown', async () => {
		const written = vi.spyOn(log, 'error');
		for (const [status, message] of [
			[404, 'Not Found'],
			[400, 'Malformed URI'],
			[413, 'Content Too Large']
		] as const) {
			const answer = { error: null, event: event(newId()), status, message };
			expect(await handleError(answer)).toEqual({ message });
		}
		expect(written).not.toHaveBeenCalled();
		written.mockRestore();
	});
});
