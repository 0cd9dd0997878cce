/**
 * The same page gzipped, for a browser that takes it: built files lie compressed on the disk, pages are made anew each time.
 * Only for pages that show nobody's own things: compressed length tells of secrets beside what a stranger can put in.
 */
export function smallPage(request: Request, response: Response): Response {
	const { headers, body, status } = response;
	if (!body || status !== 200 || headers.has('Content-Encoding')) return response;
	if (!headers.get('Content-Type')?.startsWith('text/html')) return response;
	headers.append('Vary', 'Accept-Encoding');
	if (!/\bgzip\b/.test(request.headers.get('Accept-Encoding') ?? '')) return response;
	headers.set('Content-Encoding', 'gzip');
	headers.delete('Content-Length');
	return new Response(body.pipeThrough(new CompressionStream('gzip')), { status, headers });
}
