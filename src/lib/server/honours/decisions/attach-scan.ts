import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { id, version } from '#lib/server/contest/input.ts';
import type { FileType, KeptFile } from '#lib/server/papers/read-file.ts';
import { keepFile } from '#lib/server/papers/store-file.ts';
import { awardScope } from '../award-scope.ts';
import { decisionAt } from './decision-at.ts';

const SCANS: readonly FileType[] = ['pdf', 'jpeg', 'png'];

/** Attaches the signed decision as it was scanned, or another scan in its place; the earlier file is kept for the audit. */
export const attachScan = (file: KeptFile) =>
	command({
		action: 'award.save',
		input: v.object({ awardId: id, version, hash: v.literal(file.hash) }),
		scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
		async run({ tx, at, audit }, { awardId, version: seen, hash }) {
			if (!SCANS.includes(file.type)) throw fieldRefusal('file', 'award_scan_type');
			const before = await decisionAt(tx, awardId, seen);
			if (before.state === 'annulled') throw new Refusal('award_not_now');
			await keepFile(tx, file, at);
			const scanName = file.fileName;
			await tx.awardDecision.update({
				where: { id: awardId },
				data: { scanHash: hash, scanName, version: { increment: 1 } }
			});
			audit({
				subjectKind: 'award-decision',
				subjectId: awardId,
				before: { scanName: before.scanName, scanHash: before.scanHash },
				after: { scanName, scanHash: hash, size: file.bytes.length }
			});
			return { awardId };
		}
	});
