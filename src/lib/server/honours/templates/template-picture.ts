import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { fieldRefusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { unitScope } from '#lib/server/contest/scope.ts';
import { keepFile } from '#lib/server/papers/store-file.ts';
import type { KeptFile } from '#lib/server/papers/read-file.ts';

const JPEG_FRAMES = [0xc0, 0xc1, 0xc2];

/** How many colours a JPEG is made of: four are a printer's inks, which the file's own colours cannot show rightly. */
function coloursOf(bytes: Uint8Array): number {
	for (let at = 2; at + 9 < bytes.length;) {
		const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
		if (JPEG_FRAMES.includes(bytes[at + 1]!)) return bytes[at + 9]!;
		at += 2 + length;
	}
	return 0;
}

/** Keeps a picture for templates: an emblem or a frame, known by what is in it. */
export const keepTemplatePicture = (file: KeptFile) =>
	command({
		action: 'award-template.save',
		input: v.object({ unitId: id, hash: v.literal(file.hash) }),
		scope: (tx, { unitId }) => unitScope(tx, unitId),
		async run({ tx, at, audit }, { unitId, hash }) {
			const { type, bytes } = file;
			const isGood = type === 'png' || (type === 'jpeg' && coloursOf(bytes) < 4);
			if (!isGood) throw fieldRefusal('file', 'papers_picture_kind');
			await keepFile(tx, file, at);
			audit({
				subjectKind: 'award-template-picture',
				subjectId: hash,
				after: { unitId, type, size: bytes.length }
			});
			return { hash };
		}
	});
