import { expect, test } from 'vitest';
import { mayScrape } from './may-scrape.ts';

const bearer = (token: string) => new Headers({ authorization: `Bearer ${token}` });

test('figures go to the token and to the machine itself, never through a proxy without the token', () => {
	expect(mayScrape(new Headers(), '127.0.0.1', undefined)).toBe(true);
	expect(mayScrape(new Headers(), '::1', 'secret')).toBe(true);
	expect(mayScrape(new Headers(), '10.0.0.5', 'secret')).toBe(false);
	expect(mayScrape(bearer('secret'), '10.0.0.5', 'secret')).toBe(true);
	expect(mayScrape(bearer('guess'), '10.0.0.5', 'secret')).toBe(false);
	expect(mayScrape(bearer('undefined'), '10.0.0.5', undefined)).toBe(false);
	expect(mayScrape(new Headers({ 'x-forwarded-for': '127.0.0.1' }), '127.0.0.1', undefined)).toBe(false);
	expect(mayScrape(new Headers({ forwarded: 'for=1.2.3.4' }), '127.0.0.1', undefined)).toBe(false);
	expect(mayScrape(bearer('guess'), '127.0.0.1', 'secret')).toBe(false);
});
