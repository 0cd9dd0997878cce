import { printedNumber } from '#lib/domain/honours/golden-book.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { AwardForm, AwardJob, PrintWay } from '#lib/server/documents/awards/award-job.ts';
import { plainName } from '#lib/server/records/file-name.ts';
import { picturesOf } from '../templates/template-for.ts';
import type { Printed, ToPrint } from './to-print.ts';

export interface PrintAsked {
	readonly form: AwardForm;
	readonly onBlank: boolean;
	readonly aSheet: PrintWay['aSheet'];
	readonly printerId: string | null;
	/** proofs: also of those who have no certificate yet · issued: only those who have one. */
	readonly what: 'issued' | 'proofs';
}

/** How certificates are asked for in an address. */
export function printAsked(url: URL): PrintAsked {
	const { searchParams } = url;
	const form = searchParams.get('form');
	const aSheet = Number(searchParams.get('sheet'));
	return {
		form: form === 'zip' || form === 'packs' ? form : 'pdf',
		onBlank: searchParams.get('blank') === 'on',
		aSheet: aSheet === 2 || aSheet === 4 ? aSheet : 1,
		printerId: searchParams.get('printer') || null,
		what: searchParams.get('what') === 'issued' ? 'issued' : 'proofs'
	};
}

/** '012-Lo-Van-Pang': in the decision's order in every folder. */
const fileNameOf = ({ facts, place }: Printed): string =>
	`${printedNumber(facts.number ?? place)}-${plainName(facts.lines.recipient) || 'giay'}`.slice(0, 80);

/** The printing of a decision's certificates; null where there is nobody to print. */
export async function awardJob(
	read: Tx,
	{ award, recipients }: ToPrint,
	{ form, onBlank, aSheet, printerId, what }: PrintAsked,
	now: Date
): Promise<AwardJob | null> {
	const chosen = recipients.filter(({ isIssued }) => isIssued || what === 'proofs');
	if (chosen.length === 0) return null;
	const printer = printerId && (await read.printerCalibration.findUnique({ where: { id: printerId } }));
	const templates = [...new Set(chosen.map(({ template }) => template))];
	return {
		pictures: await picturesOf(read, templates),
		awards: chosen.map((one) => ({
			...{ id: one.id, fileName: fileNameOf(one), template: one.template, facts: one.facts },
			pack: plainName(one.pack).slice(0, 80) || 'khac'
		})),
		form,
		way: {
			...{ onBlank, aSheet },
			calibration: printer ? (JSON.parse(printer.measured) as PrintWay['calibration']) : null
		},
		title: award.title,
		at: now.toISOString()
	};
}
