import { describe, expect, it } from 'vitest';
import { isValidOn, placementProblems, type UnitPlace } from './unit.ts';

const place = (over: Partial<UnitPlace>): UnitPlace => ({
	level: 'commune',
	kind: 'party-committee',
	validFrom: null,
	validTo: null,
	...over
});
const city = place({ level: 'province' });
const district = place({ level: 'district', validTo: '2025-06-30' });

describe('a unit in the tree', () => {
	it('stands below a unit of a higher level', () => {
		expect(placementProblems(place({}), city)).toEqual([]);
		expect(placementProblems(city, place({}))).toEqual(['unit_parent_level']);
	});

	it('stands beside its level only under that level’s party committee', () => {
		expect(placementProblems(place({ level: 'province', kind: 'agency' }), city)).toEqual([]);
		expect(placementProblems(place({ kind: 'front' }), place({ kind: 'agency' }))).toEqual([
			'unit_parent_level'
		]);
	});

	it('ends with the district level on 30/6/2025', () => {
		expect(placementProblems(place({ level: 'district' }), city)).toEqual(['unit_district_ends']);
		expect(placementProblems(district, city)).toEqual([]);
	});

	it('exists only while the unit above it does', () => {
		expect(placementProblems(place({}), district)).toEqual(['unit_outlives_parent']);
		expect(
			placementProblems(
				place({ validFrom: '2019-01-01' }),
				place({ level: 'province', validFrom: '2020-01-01' })
			)
		).toEqual(['unit_predates_parent']);
	});

	it('tells every problem at once', () => {
		expect(
			placementProblems(
				place({ level: 'district', validFrom: '2026-01-01', validTo: '2025-12-31' }),
				place({})
			)
		).toEqual(['unit_ends_before_start', 'unit_district_ends', 'unit_parent_level']);
	});

	it('includes its first and its last day', () => {
		const unit = { validFrom: '2020-01-01', validTo: '2025-06-30' };
		expect(
			['2019-12-31', '2020-01-01', '2025-06-30', '2025-07-01'].map((day) => isValidOn(unit, day))
		).toEqual([false, true, true, false]);
	});
});
