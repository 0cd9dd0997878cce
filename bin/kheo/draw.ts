import { readFileSync } from 'node:fs';
import { verifyOpenedBank, type OpenedBank } from '#lib/domain/quiz/bank.ts';
import { commitmentTo, drawOrder } from '#lib/domain/contest/draw.ts';
import type { Answer, CliCommand } from './command.ts';
import { needed, UsageError } from './words.ts';

const FAULTS = {
	commitment: 'the questions or the seed are not those that were committed to',
	order: 'the seed does not give these packets',
	repeated: 'a packet was drawn twice',
	unknown: 'a packet is not in the bank'
} as const;

function readBank(file: string): OpenedBank {
	let bank: OpenedBank;
	try {
		bank = JSON.parse(readFileSync(file, 'utf8')) as OpenedBank;
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
	if (bank?.format !== 'kheo-question-bank') throw new UsageError(`${file} is no opened question bank`);
	return bank;
}

/** Every draw of an opened bank once more: hash, seed and packets. */
function drawAgain(file: string): Answer {
	const opened = readBank(file);
	let problems;
	try {
		problems = verifyOpenedBank(opened);
	} catch {
		throw new UsageError(`${file} is no opened question bank`);
	}
	const { contest, commitment, bank, draws } = opened;
	const of = (seq: number | null) => (seq === null ? 'the bank' : `draw ${seq}`);
	const lines = draws.flatMap(({ seq, method, partKey, result }) => [
		`${seq}. ${partKey} (${method === 'seed' ? 'by the seed' : 'at the table'})`,
		...Object.entries(result).map(([drawer, numbers]) => `   ${drawer}: ${numbers.join(', ')}`)
	]);
	const found = problems.map(({ code, seq }) => `  ${of(seq)}: ${FAULTS[code]}`);
	const verdict = found.length === 0 ? ['Right: hash and draws hold.'] : [`${found.length} found:`, ...found];
	return {
		text: [
			`${contest} · ${bank.kind} · version ${bank.version}`,
			`SHA-256 ${commitment}`,
			'',
			...lines,
			'',
			...verdict
		].join('\n'),
		data: { contest, commitment, problems },
		code: problems.length === 0 ? 0 : 1
	};
}

export const draw: CliCommand = {
	usage: 'SEED ROUND TEAM... [--part KEY] | --bank FILE',
	summary: 'draws the lots again from a published seed, or every question of an opened bank',
	options: ['part', 'bank'],
	async run(words) {
		if (words.options.bank !== undefined) return drawAgain(words.options.bank);
		const seed = needed(words, 0, 'SEED');
		const roundId = needed(words, 1, 'ROUND');
		const teams = words.plain.slice(2);
		if (teams.length < 2) throw new UsageError('at least two teams are needed');
		if (new Set(teams).size < teams.length) throw new UsageError('a team is named twice');
		const order = drawOrder(seed, { roundId, partKey: words.options.part ?? null }, teams);
		const commitment = commitmentTo(seed);
		const lines = order.map((team, index) => `${String(index + 1).padStart(3)}. ${team}`);
		return {
			text: `SHA-256 of the seed: ${commitment}\n\n${lines.join('\n')}`,
			data: { commitment, roundId, partKey: words.options.part ?? null, order }
		};
	}
};
