import { dispositionOf } from '#lib/domain/conference/file-name.ts';
import { FILE_TYPES, type FileType } from './read-file.ts';

interface Given {
	readonly type: string;
	readonly bytes: Uint8Array;
	readonly fileName: string;
	readonly hash: string;
	/** public: any cache may keep it and asks each time · private: nobody keeps it. */
	readonly keeps: 'public' | 'private';
}

/** A document's file as an answer: saved rather than opened, and nothing in it may run here. */
export function fileResponse({ type, bytes, fileName, hash, keeps }: Given, request: Request): Response {
	const headers: Record<string, string> = {
		'Content-Security-Policy': "default-src 'none'; sandbox",
		'Cache-Control': keeps === 'public' ? 'public, no-cache' : 'private, no-store',
		'X-Robots-Tag': keeps === 'public' ? 'all' : 'noindex'
	};
	if (keeps === 'public') {
		headers.ETag = `"${hash}"`;
		if (request.headers.get('if-none-match') === headers.ETag) {
			return new Response(null, { status: 304, headers });
		}
	}
	return new Response(bytes as Uint8Array<ArrayBuffer>, {
		headers: {
			...headers,
			'Content-Type': FILE_TYPES[type as FileType] ?? 'application/octet-stream',
			'Content-Length': String(bytes.length),
			'Content-Disposition': dispositionOf(fileName)
		}
	});
}
