import { expect, test } from 'vitest';
import { eventReader } from './event-stream.ts';

const STREAM =
	'event: joined\ndata: {"v":1}\n\nevent: patch\nid: 2\ndata: {"v":2,"name":"Đội Ễ\\nỘ"}\n\n: a word\n\n';

test('events are read the same wherever the network cuts them', () => {
	const whole = eventReader()(STREAM);
	expect(whole.slice(0, 2)).toEqual([
		{ event: 'joined', data: '{"v":1}' },
		{ event: 'patch', data: '{"v":2,"name":"Đội Ễ\\nỘ"}' }
	]);
	for (let cut = 0; cut <= STREAM.length; cut++) {
		const read = eventReader();
		expect([...read(STREAM.slice(0, cut)), ...read(STREAM.slice(cut))]).toEqual(whole);
	}
});

test('what is not whole yet waits', () => {
	const read = eventReader();
	expect(read('event: beat\ndata: {"v"')).toEqual([]);
	expect(read(':3}\n')).toEqual([]);
	expect(read('\n')).toEqual([{ event: 'beat', data: '{"v":3}' }]);
});
