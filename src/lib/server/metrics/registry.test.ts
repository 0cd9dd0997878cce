import { expect, test } from 'vitest';
import { registry } from './registry.ts';

test('figures are written as Prometheus reads them', () => {
	const figures = registry();
	const requests = figures.counter('kheo_requests_total', 'Requests answered.');
	const seconds = figures.histogram('kheo_publish_seconds', 'From commit to board.', [0.1, 1]);
	figures.gauge('kheo_sockets', 'Open sockets.', () => [{ labels: { channel: 'board' }, value: 3 }]);
	requests.add(1, { status: '200' });
	requests.add(2, { status: '200' });
	requests.add(1, { status: 'a"b' });
	seconds.observe(0.05);
	seconds.observe(0.1);
	seconds.observe(5);
	expect(figures.text()).toBe(
		[
			'# HELP kheo_requests_total Requests answered.',
			'# TYPE kheo_requests_total counter',
			'kheo_requests_total{status="200"} 3',
			'kheo_requests_total{status="a\\"b"} 1',
			'# HELP kheo_publish_seconds From commit to board.',
			'# TYPE kheo_publish_seconds histogram',
			'kheo_publish_seconds_bucket{le="0.1"} 2',
			'kheo_publish_seconds_bucket{le="1"} 2',
			'kheo_publish_seconds_bucket{le="+Inf"} 3',
			'kheo_publish_seconds_sum 5.15',
			'kheo_publish_seconds_count 3',
			'# HELP kheo_sockets Open sockets.',
			'# TYPE kheo_sockets gauge',
			'kheo_sockets{channel="board"} 3',
			''
		].join('\n')
	);
});
