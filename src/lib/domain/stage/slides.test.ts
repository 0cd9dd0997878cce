import { expect, it } from 'vitest';
import { slidesIn } from './slides.ts';

it('slides are what stands between empty lines, however many and with whatever spaces', () => {
	expect(slidesIn('\n Dân vận khéo \nviệc gì cũng xong\n \t \n\n\nCảm ơn nhà tài trợ\n\n')).toEqual([
		['Dân vận khéo', 'việc gì cũng xong'],
		['Cảm ơn nhà tài trợ']
	]);
	expect(slidesIn(' \n \n')).toEqual([]);
});
