import { describe, expect, it } from 'vitest';
import type { ChoiceTaken } from '#lib/live/quiz-protocol.ts';
import { ChoiceJournal, type KeptChoice } from './choice-journal.ts';

const yes: ChoiceTaken = { ok: true, at: '2026-01-05T02:00:00.000Z' };
const late: ChoiceTaken = { ok: false, code: 'quiz_late', text: 'muộn', isFinal: true, lateMs: 1200 };
const tooFast: ChoiceTaken = { ok: false, code: 'too_many', text: '', isFinal: false, lateMs: null };

/** A tablet's storage and a server that answers what the test puts in its way. */
function tablet() {
	const stored = new Map<string, string>();
	const arrived: string[] = [];
	const answers: (ChoiceTaken | null)[] = [];
	const open = () =>
		new ChoiceJournal({
			name: 'choices',
			keeping: {
				getItem: (name) => stored.get(name) ?? null,
				setItem: (name, text) => void stored.set(name, text)
			},
			send: async ({ key }: KeptChoice) => {
				arrived.push(key);
				return answers.length > 0 ? answers.shift()! : yes;
			}
		});
	const told: [string, boolean][] = [];
	const tell = ({ key }: KeptChoice, { ok }: ChoiceTaken) => void told.push([key, ok]);
	return { open, arrived, answers, told, tell };
}

describe('a team’s choices', () => {
	it('are sent again under the same key until the server answers, also after a reload', async () => {
		const { open, arrived, answers, told, tell } = tablet();
		const journal = open();
		answers.push(null);
		journal.add({ key: 'k1', askedId: 'q1', choice: 1 });
		expect(await journal.deliver(tell)).toBe('unsent');
		const reloaded = open();
		expect(reloaded.kept).toEqual([{ key: 'k1', askedId: 'q1', choice: 1, isTried: true }]);
		expect(await reloaded.deliver(tell)).toBe('delivered');
		expect([arrived, told]).toEqual([['k1', 'k1'], [['k1', true]]]);
		expect(open().kept).toEqual([]);
	});

	it('keep their order: a change of mind waits for the choice before it that may have arrived', async () => {
		const { open, arrived, answers, tell } = tablet();
		const journal = open();
		answers.push(null);
		journal.add({ key: 'k1', askedId: 'q1', choice: 1 });
		await journal.deliver(tell);
		journal.add({ key: 'k2', askedId: 'q1', choice: 2 });
		expect(await journal.deliver(tell)).toBe('delivered');
		expect(arrived).toEqual(['k1', 'k1', 'k2']);
	});

	it('that never left the tablet are replaced by the next press', async () => {
		const { open, arrived, tell } = tablet();
		const journal = open();
		journal.add({ key: 'k1', askedId: 'q1', choice: 1 });
		journal.add({ key: 'k2', askedId: 'q1', choice: 2 });
		journal.add({ key: 'k3', askedId: 'q2', choice: 0 });
		await journal.deliver(tell);
		expect(arrived).toEqual(['k2', 'k3']);
	});

	it('that came too late are told and not sent again; a server that is asked too fast is asked later', async () => {
		const { open, answers, told, tell } = tablet();
		const journal = open();
		answers.push(tooFast, late);
		journal.add({ key: 'k1', askedId: 'q1', choice: 1 });
		expect([await journal.deliver(tell), journal.kept.length]).toEqual(['unsent', 1]);
		expect([await journal.deliver(tell), journal.kept.length]).toEqual(['delivered', 0]);
		expect(told).toEqual([['k1', false]]);
	});

	it('are delivered once at a time', async () => {
		const { open, arrived, tell } = tablet();
		const journal = open();
		journal.add({ key: 'k1', askedId: 'q1', choice: 1 });
		expect(await Promise.all([journal.deliver(tell), journal.deliver(tell)])).toEqual(['delivered', 'busy']);
		expect(arrived).toEqual(['k1']);
	});
});
