import { expect, it } from 'vitest';
import { pauseAfter } from './back-off.ts';
import { filledText, names, unknownPlaces } from './letter-text.ts';
import { isMailAddress, isOneLine } from './mail-address.ts';

it.each(['vp@phuong-ben-lau.gov.vn', 'a.b+hoi-nghi@x.vn', "o'neil@example.org"])('takes %s', (address) => {
	expect(isMailAddress(address)).toBe(true);
});

it.each([
	'',
	'an',
	'an@',
	'@x.vn',
	'an@localhost',
	'an@x..vn',
	'an@-x.vn',
	'an@1.2.3.4',
	'.an@x.vn',
	'a..n@x.vn',
	'"an"@x.vn',
	'An <an@x.vn>',
	'an@x.vn, binh@x.vn',
	'an@x.vn\r\nBcc: binh@x.vn',
	'an@x.vn\n',
	'an @x.vn',
	'ân@x.vn',
	`${'a'.repeat(65)}@x.vn`,
	`an@${'a.'.repeat(130)}vn`
])('refuses %j', (address) => {
	expect(isMailAddress(address)).toBe(false);
});

it('knows what would begin a second header', () => {
	expect(isOneLine('Giấy mời dự Hội nghị tổng kết')).toBe(true);
	for (const sign of ['\r', '\n', '\0', '\u0085', '\u2028']) expect(isOneLine(`Giấy${sign}mời`)).toBe(false);
});

it('waits longer after each attempt in vain, and gives up after a day', () => {
	const pauses = [1, 2, 3, 4, 5, 6].map((attempts) => pauseAfter(attempts)!);
	expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
	expect(pauseAfter(7)).toBeNull();
});

it('fills places in either language once, and finds those that mean nothing', () => {
	const values = {
		...{ unit: 'Phường {hạn}', contact: 'Chị Lan', conference: 'Hội nghị', days: '02/01/2099' },
		...{ venue: 'Hội trường', deadline: '01/01/2099', quota: '3', named: '1', link: 'https://kheo.example/x' }
	};
	expect(filledText('Kính gửi {Đơn vị}: {link}, {deadline}.', values)).toBe(
		'Kính gửi Phường {hạn}: https://kheo.example/x, 01/01/2099.'
	);
	expect(unknownPlaces('{đơn vị} {tên đoàn} {link}')).toEqual(['{tên đoàn}']);
	expect([names('Mở {đường dẫn}', 'link'), names('{unit}', 'link')]).toEqual([true, false]);
});
