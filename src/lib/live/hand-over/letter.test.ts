import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../id.ts';
import { chainOf, letterFrom, linkOf, missingLinks, withLink, type Reading } from './chain.ts';
import { letterId, openLetter, receiptOf, sealLetter, writerOf, type LetterContent } from './letter.ts';
import { hmacSha256, sha256 } from '#lib/domain/shared/sha256.ts';

const KEY = 'the key of the first tablet';
const device = newId();
const content = (marks: number): LetterContent =>
	Array.from({ length: marks }, (_, index) => ({
		kind: 'mark',
		id: newId(),
		seq: index + 1,
		teamId: device,
		criterion: 'skit.message',
		value: String(index % 10),
		deviceTime: 1_790_000_000_000 + index,
		base: 0
	}));

function read(texts: readonly string[]): Reading | null {
	let reading: Reading | null = null;
	for (const text of texts) {
		const link = linkOf(text);
		if (link) reading = withLink(reading, link);
	}
	return reading;
}

test('the arithmetic of the seal is that of every other SHA-256 and HMAC', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 130 }), (message, key) => {
			expect(Buffer.from(sha256(message))).toEqual(createHash('sha256').update(message).digest());
			expect(Buffer.from(hmacSha256(key, message))).toEqual(
				createHmac('sha256', key).update(message).digest()
			);
		}),
		{ numRuns: 200 }
	);
});

describe('a letter', () => {
	test('is opened by the key that sealed it, and tells nobody else what is in it', async () => {
		const letter = await sealLetter(KEY, device, content(30));
		expect(writerOf(letter)).toBe(device);
		expect(await openLetter(KEY, letter)).toMatchObject([
			{ criterion: 'skit.message', value: '0' },
			{},
			...Array(28).fill({})
		]);
		expect(await openLetter('the key of another tablet', letter)).toBe(null);
		expect(Buffer.from(letter).toString('latin1')).not.toContain('skit');
	});

	test('with any one byte changed is refused', async () => {
		const letter = await sealLetter(KEY, device, content(2));
		for (let at = 0; at < letter.length; at++) {
			const changed = Uint8Array.from(letter);
			changed[at]! ^= 1;
			expect(await openLetter(KEY, changed)).toBe(null);
		}
	});

	test('sealed twice is two letters: chance is never used again', async () => {
		const same = content(1);
		const [one, other] = await Promise.all([sealLetter(KEY, device, same), sealLetter(KEY, device, same)]);
		expect(letterId(one)).not.toBe(letterId(other));
	});

	test('that is cut short, empty or not a letter at all is refused', async () => {
		const letter = await sealLetter(KEY, device, content(1));
		for (const bytes of [letter.subarray(0, 40), new Uint8Array(0), Uint8Array.of(9, 9, 9)]) {
			expect(writerOf(bytes)).toBe(null);
			expect(await openLetter(KEY, bytes)).toBe(null);
		}
	});

	test('has a receipt of six digits that only the key can make', () => {
		expect(receiptOf(KEY, 'abcdef012345')).toMatch(/^\d{6}$/);
		expect(receiptOf(KEY, 'abcdef012345')).toBe(receiptOf(KEY, 'abcdef012345'));
		expect(receiptOf(KEY, 'abcdef012345')).not.toBe(receiptOf('another key', 'abcdef012345'));
	});
});

describe('a chain of codes', () => {
	test('read in any order and as often as the camera likes is the letter', async () => {
		const letter = await sealLetter(KEY, device, content(60));
		const texts = chainOf(letter);
		expect(texts.length).toBeGreaterThan(3);
		fc.assert(
			fc.property(fc.shuffledSubarray([...texts, ...texts], { minLength: texts.length * 2 }), (seen) => {
				expect(letterFrom(read(seen)!)).toEqual(letter);
			}),
			{ numRuns: 20 }
		);
	});

	test('says which codes are missing, and is no letter before the last one', async () => {
		const texts = chainOf(await sealLetter(KEY, device, content(60)));
		const reading = read(texts.filter((_, index) => index !== 1))!;
		expect(missingLinks(reading)).toEqual([2]);
		expect(letterFrom(reading)).toBe(null);
	});

	test('a code read wrong is not taken, nor is one that somebody made up', async () => {
		const [text = ''] = chainOf(await sealLetter(KEY, device, content(3)));
		const wrong = text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A');
		expect([linkOf(wrong), linkOf('https://example.org'), linkOf(''), linkOf(`${text}\n`)?.number]).toEqual([
			null,
			null,
			null,
			1
		]);
	});

	test('of another letter begins anew instead of mixing two', async () => {
		const [one, other] = [
			await sealLetter(KEY, device, content(60)),
			await sealLetter(KEY, device, content(60))
		];
		const mixed = [...chainOf(one).slice(0, 2), ...chainOf(other)];
		expect(letterFrom(read(mixed)!)).toEqual(other);
	});
});
