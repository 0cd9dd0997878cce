import { describe, expect, it } from 'vitest';
import { needed, parseWords, UsageError } from './words.ts';

describe('the command line', () => {
	it('takes a file, options with values and switches in any order', () => {
		expect(
			parseWords(
				['--speed', '4', 'a.json', '--force', '--locale=en', '--json'],
				['speed', 'locale', 'force!']
			)
		).toEqual({
			plain: ['a.json'],
			options: { speed: '4', force: 'yes', locale: 'en' },
			json: true
		});
	});

	it('refuses what it does not know and what lacks a value', () => {
		expect(() => parseWords(['--sped', '4'], ['speed'])).toThrow(new UsageError('unknown option --sped'));
		expect(() => parseWords(['--speed'], ['speed'])).toThrow(new UsageError('--speed needs a value'));
		expect(() => needed({ plain: [], options: {}, json: false }, 0, 'FILE')).toThrow('FILE is missing');
	});
});
