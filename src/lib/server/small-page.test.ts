import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { smallPage } from './small-page.ts';

const PAGE = '<!doctype html>'.repeat(100);
const asked = (encoding: string) =>
	new Request('http://kheo.test/', { headers: { 'accept-encoding': encoding } });
const page = (type = 'text/html', status = 200) =>
	new Response(PAGE, { status, headers: { 'content-type': type, 'content-length': String(PAGE.length) } });

test('a page goes gzipped to a browser that takes it, and is the same page', async () => {
	const small = smallPage(asked('gzip, deflate, br'), page());
	expect(small.headers.get('content-encoding')).toBe('gzip');
	expect(small.headers.get('content-length')).toBeNull();
	const bytes = Buffer.from(await small.arrayBuffer());
	expect(bytes.length).toBeLessThan(PAGE.length / 5);
	expect(gunzipSync(bytes).toString()).toBe(PAGE);
});

test('a page goes as it is to a browser that takes nothing, and a cache is told that it depends', async () => {
	const plain = smallPage(asked('identity'), page());
	expect(plain.headers.get('content-encoding')).toBeNull();
	expect(plain.headers.get('vary')).toBe('Accept-Encoding');
	expect(await plain.text()).toBe(PAGE);
});

test('what is no page, or no whole one, is left alone', () => {
	expect(smallPage(asked('gzip'), page('application/pdf')).headers.get('content-encoding')).toBeNull();
	expect(smallPage(asked('gzip'), page('text/html', 404)).headers.get('content-encoding')).toBeNull();
});
