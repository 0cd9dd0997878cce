import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge } from './merge.ts';
import { after, FACTS, scan, voided } from './merge.fixture.ts';
import { passage, presenceAfter, type Presence } from './presence.ts';
import type { GateRecord, ScanRecord } from './scan.ts';

/** A morning at four gates: few people and few seconds, so that scans meet in every way. */
const scans: fc.Arbitrary<ScanRecord[]> = fc
	.array(
		fc.record({
			seconds: fc.nat(400),
			device: fc.constantFrom('G1', 'G2', 'G3', 'G4'),
			person: fc.constantFrom('an', 'binh', 'cuc'),
			checkpointId: fc.constantFrom('hall', 'doors', 'coffee'),
			gateGroup: fc.constantFrom('main', 'back'),
			outcome: fc.constantFrom('in', 'in', 'in', 'out', 'refused', 'unseen', 'override'),
			offsetMs: fc.option(fc.integer({ min: -200_000, max: 200_000 }), { freq: 5 }),
			credential: fc.constantFrom(null, 'withdrawn'),
			offline: fc.boolean()
		}),
		{ maxLength: 14 }
	)
	.map((all) =>
		all.map(({ seconds, device, person, outcome, offsetMs, ...rest }, at) => {
			const code =
				outcome === 'out' ? 'EXIT_OK' : outcome === 'refused' || outcome === 'override' ? 'ALREADY' : 'ADMIT';
			return scan(`scan ${at}`, seconds, device, person, {
				...rest,
				direction: outcome === 'out' ? 'out' : 'in',
				localCode: code,
				shown: outcome === 'unseen' ? null : code,
				override: outcome === 'override' ? { by: 'supervisor', reason: 'đã kiểm tra' } : null,
				offset: offsetMs === null ? null : { offsetMs, roundTripMs: 40 }
			});
		})
	);

const withVoids = scans.chain((all) =>
	fc
		.subarray(all, { maxLength: Math.min(3, all.length) })
		.map((taken): GateRecord[] => [...all, ...taken.map(({ id }) => voided(id))])
);

/** The records in another order, some of them sent again and received later. */
const arrived = withVoids.chain((records) =>
	fc.record({
		records: fc.constant(records),
		shuffled: fc.shuffledSubarray(records, { minLength: records.length }),
		again: fc
			.subarray(records)
			.map((sent) =>
				sent.map((record) => (record.kind === 'scan' ? { ...record, receivedAt: after(20_000) } : record))
			)
	})
);

describe('what all gates saw', () => {
	it('does not depend on the order of arrival, nor on what was sent again', () => {
		fc.assert(
			fc.property(arrived, ({ records, shuffled, again }) => {
				expect(merge([...again, ...shuffled, ...again], FACTS)).toEqual(merge(records, FACTS));
			}),
			{ numRuns: 3000 }
		);
	});

	it('never counts fewer people when more scans arrive', () => {
		fc.assert(
			fc.property(scans, fc.nat(14), (all, known) => {
				const before = merge(all.slice(0, known), FACTS).headCount;
				const now = merge(all, FACTS).headCount;
				for (const [checkpoint, heads] of Object.entries(before))
					expect(now[checkpoint]).toBeGreaterThanOrEqual(heads);
			}),
			{ numRuns: 3000 }
		);
	});

	it('counts each person who was let in, once', () => {
		fc.assert(
			fc.property(scans, (all) => {
				const letIn = all.filter(
					({ direction, shown, localCode, override }) =>
						direction === 'in' && (override !== null || (shown ?? localCode) === 'ADMIT')
				);
				const { headCount } = merge(all, FACTS);
				for (const [checkpoint, heads] of Object.entries(headCount)) {
					const persons = letIn.filter((each) => each.checkpointId === checkpoint);
					expect(heads).toBe(new Set(persons.map(({ personId }) => personId)).size);
				}
			}),
			{ numRuns: 2000 }
		);
	});

	it('gives every scan one standing and every conflict one of its own scans', () => {
		fc.assert(
			fc.property(withVoids, (records) => {
				const { people, conflicts } = merge(records, FACTS);
				const told = people.flatMap(({ scans: own }) => own.map(({ scanId }) => scanId));
				const sent = records.filter(({ kind }) => kind === 'scan').map(({ id }) => id);
				expect(told.toSorted()).toEqual(sent.toSorted());
				expect(new Set(conflicts.map(({ id }) => id)).size).toBe(conflicts.length);
				const duplicates = conflicts.filter(({ kind }) => kind === 'duplicate').map(({ scanId }) => scanId);
				const inConflict = people.flatMap(({ scans: own }) =>
					own.filter(({ standing }) => standing === 'conflict').map(({ scanId }) => scanId)
				);
				expect(duplicates.toSorted()).toEqual(inConflict.toSorted());
			}),
			{ numRuns: 2000 }
		);
	});

	it('is what gates that know everything would have said: asked one after the other they make no conflict', () => {
		fc.assert(
			fc.property(scans, (all) => {
				const presences = new Map<string, Presence>();
				const answered = all
					.toSorted((a, b) => a.seq - b.seq)
					.map((each, at): ScanRecord => {
						const seconds = at * 10;
						const key = `${each.checkpointId} ${each.personId}`;
						const known = presences.get(key) ?? null;
						const policy = FACTS.checkpoints.find(({ id }) => id === each.checkpointId)!.policy;
						const passed = passage(policy, known, each.direction, new Date(after(seconds)));
						const code = passed.kind === 'already' ? 'ALREADY' : passed.kind === 'out' ? 'EXIT_OK' : 'ADMIT';
						if (code !== 'ALREADY')
							presences.set(
								key,
								presenceAfter(known, {
									scanId: each.id,
									at: after(seconds),
									direction: each.direction,
									gate: each.gate,
									operator: each.operatorId,
									deviceId: each.deviceId
								})
							);
						return scan(each.id, seconds, each.deviceId, each.personId, {
							checkpointId: each.checkpointId,
							direction: each.direction,
							localCode: code,
							shown: code
						});
					});
				const { conflicts, people } = merge(answered, FACTS);
				expect(conflicts).toEqual([]);
				for (const { checkpointId, personId, presence } of people)
					expect(presence).toEqual(presences.get(`${checkpointId} ${personId}`) ?? null);
			}),
			{ numRuns: 2000 }
		);
	});

	it('is reckoned from ten thousand scans of twenty gates', () => {
		const day = Array.from({ length: 10_000 }, (_, at) =>
			scan(`scan ${at}`, at % 4000, `G${at % 20}`, `person ${at % 4500}`)
		);
		expect(merge(day, FACTS).headCount['hall']).toBe(4500);
	});
});
