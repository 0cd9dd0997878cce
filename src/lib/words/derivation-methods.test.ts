import { describe, expect, test } from 'vitest';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import { judgedPart, judgesOf, sheetOf, stageOf } from '#lib/domain/scoring/sheet.fixture.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { whyThisPlace } from './derivation.ts';

type Marks = readonly (string | null)[];

/** What is said of the one part of the one team, with nothing in between computed by the test. */
function said(
	aggregation: object,
	marks: Marks,
	locale: 'vi' | 'en' = 'vi',
	kinds: readonly (string | null)[] = [],
	absent: readonly string[] = []
): string[] {
	const stage = stageOf({ parts: [judgedPart('skit', { aggregation })] });
	const sheet: RoundSheet = {
		...sheetOf({ A: marks }),
		judges: judgesOf(marks.length).map((judge, index) => ({ ...judge, kind: kinds[index] ?? null })),
		exclusions: absent.map((judgeId) => ({ judgeId, teamId: 'A', partKey: null, cause: 'absent' }))
	};
	const standings = tabulate(stage, sheet);
	const why = whyThisPlace(standings.rows[0]!, { stage, sheet, standings }, locale);
	return [...why.place.slice(1), ...why.parts.flatMap((part) => part.lines)];
}

describe('the methods of aggregation, in words', () => {
	test('the middle mark, in both languages', () => {
		expect(said({ method: 'median' }, ['8', '5', '9'])).toEqual([
			'Điểm được tính: J1 8; J2 5; J3 9.',
			'Điểm giữa của 3 phiếu: 8.'
		]);
		expect(said({ method: 'median' }, ['8'], 'en')).toEqual(['Counted: J1 8.', 'One ballot: 8.']);
	});

	test('the closest two of three, and what happens when all are equally far', () => {
		const rule = { method: 'closestTwoOfThree' };
		expect(said(rule, ['7', '8', '9.5'])).toEqual([
			'Điểm được tính: J1 7; J2 8.',
			'Không tính: J3 9,5, xa hai phiếu kia nhất.',
			'Bình quân hai phiếu gần nhau nhất: 7,5.'
		]);
		expect(said(rule, ['7', '8', '9'], 'en')).toEqual([
			'Counted: J2 8; J3 9.',
			'Not counted: J1 7, equally far, the rules take the higher two.',
			'Average of the two closest ballots: 8.5.'
		]);
		expect(said({ ...rule, whenEqual: 'meanOfAll' }, ['7', '8', '9'])).toContain(
			'Phiếu giữa cách đều hai phiếu kia nên lấy bình quân cả ba phiếu: 8.'
		);
	});

	test('a table by count says when so few give no score, and when it says nothing', () => {
		const rule = { method: 'byCount', table: [{ marks: 1, method: 'quorumLost' }] };
		expect(said(rule, ['8'])).toContain(
			'skit: chỉ có 1 phiếu được tính; theo bảng trong thể lệ, ít phiếu như vậy thì không có điểm.'
		);
		expect(said(rule, ['8', '9'], 'en')).toContain(
			'skit: 2 ballots count, and the rules do not say what is computed for that number.'
		);
	});

	test('weights per kind name every kind, and one that was missing', () => {
		const rule = {
			method: 'weightedKinds',
			kinds: [
				{ kind: 'artistic', weight: '40' },
				{ kind: 'legal', weight: '60' }
			]
		};
		expect(said(rule, ['8', '9', '6'], 'vi', ['legal', 'legal', 'artistic']).slice(1)).toEqual([
			'Bình quân 1 phiếu của nhóm artistic, trọng số 40: 6.',
			'Bình quân 2 phiếu của nhóm legal, trọng số 60: 8,5.',
			'Bình quân các nhóm giám khảo theo trọng số: 7,5.'
		]);
		const gone = ['legal', 'artistic'];
		expect(said(rule, ['8', null], 'en', gone, ['J2'])).toContain(
			'skit: no ballot yet of the kind of judges artistic.'
		);
		expect(said({ ...rule, whenKindMissing: 'renormalise' }, ['8', null], 'en', gone, ['J2']).at(-1)).toBe(
			'No ballot of the kind artistic; by the rules the weights of the others are scaled up.'
		);
		expect(said(rule, ['8', '9'], 'vi', ['legal', null])).toContain(
			'skit: J2 chưa được xếp vào nhóm giám khảo có trọng số.'
		);
	});

	test('two markers say by how much they differ, and what the third decides', () => {
		const rule = { method: 'twoMarkers', thirdFrom: '2' };
		const kinds = [null, null, 'third'];
		expect(said(rule, ['8', '7', null], 'vi', kinds)).toEqual([
			'Không cần người chấm thứ ba (J3) chấm đội này.',
			'Điểm được tính: J1 8; J2 7.',
			'Hai người chấm lệch nhau 1 điểm, dưới mức 2 điểm.',
			'Bình quân hai người chấm: 7,5.'
		]);
		expect(said(rule, ['8', '6', null], 'vi', kinds)).toEqual([
			'skit: hai người chấm lệch nhau 2 điểm, từ 2 điểm trở lên, nên cần người chấm thứ ba.'
		]);
		expect(said(rule, ['8', '6', '6.5'], 'en', kinds)).toEqual([
			'Counted: J3 6.5.',
			'Not counted: J1 8, the third marker decides; J2 6, the third marker decides.',
			'The two markers differ by 2, which is 2 or more, so a third marked.',
			'The third mark is final: 6.5.'
		]);
		expect(said({ ...rule, thirdIs: 'closestTwo' }, ['8', '6', '6.5'], 'en', kinds).at(-1)).toBe(
			'Average of the two closest ballots: 6.25.'
		);
		expect(said(rule, ['8', '6', '7'], 'vi')).toContain('skit: phải có đúng hai người chấm, hiện có 3.');
	});
});
