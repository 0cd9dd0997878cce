import { error } from '@sveltejs/kit';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import { m } from '#lib/paraglide/messages.js';
import { rateLimit } from '#lib/server/auth/rate.ts';
import type { PrintJob } from '#lib/server/documents/job.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';

// One thread prints everything: a visitor who loads a roll again and again must not keep certificates waiting.
const KEPT = 12;
const kept = new Map<string, Promise<Uint8Array>>();
const papers = rateLimit({ allowed: 30, windowMs: 60_000 });

/** A paper that everybody may have: printed once as long as it says the same. `key` is of what it says. */
export function keptPaper(job: PrintJob): {
	readonly key: string;
	readonly bytes: () => Promise<Uint8Array>;
} {
	const key = sha256Hex(canonicalJson(job)).slice(0, 32);
	const bytes = () => {
		const known = kept.get(key);
		if (known) return known;
		const printed = printPapers(job);
		kept.set(key, printed);
		// What failed is tried again.
		printed.catch(() => kept.delete(key));
		for (const oldest of kept.keys()) {
			if (kept.size <= KEPT) break;
			kept.delete(oldest);
		}
		return printed;
	};
	return { key, bytes };
}

interface Asking {
	readonly request: Request;
	getClientAddress(): string;
	setHeaders(headers: Record<string, string>): void;
	readonly locals: { readonly locale: 'vi' | 'en' };
}

/** Answers a visitor with a paper; nothing is sent again that they already have, and 429 to whoever asks too often. */
export async function answerPaper(event: Asking, job: PrintJob): Promise<Response> {
	const seconds = papers.take(event.getClientAddress(), Date.now());
	if (seconds > 0) {
		event.setHeaders({ 'Retry-After': String(seconds) });
		error(429, {
			message: m.roll_paper_wait({ seconds }, { locale: event.locals.locale }),
			retryAfterSeconds: seconds
		});
	}
	const { key, bytes } = keptPaper(job);
	const headers = {
		...{ ETag: `"${key}"`, 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' },
		Vary: 'Cookie'
	};
	if (event.request.headers.get('if-none-match') === `"${key}"`) {
		return new Response(null, { status: 304, headers });
	}
	return new Response((await bytes()) as BodyInit, {
		headers: {
			...headers,
			'Content-Type': 'application/pdf',
			'Content-Disposition': `inline; filename="${job.papers[0]!.fileName}.pdf"`
		}
	});
}
