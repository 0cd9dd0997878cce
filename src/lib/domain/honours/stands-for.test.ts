import { describe, expect, it } from 'vitest';
import { standsFor, type Attendance, type Linked } from './stands-for.ts';

const named = (id: string, name: string, delegationId: string | null = null) => ({
	...{ id, name, delegationId },
	personId: `person-${id}`
});
const AT: Attendance = {
	delegates: [
		named('hanh', 'Nguyễn Thị Hạnh', 'of-commune'),
		named('lua', 'Trần Thị Lụa', 'of-district'),
		named('an', 'Lê Văn An'),
		named('an-2', 'Lê Văn Ân')
	],
	delegations: [
		{ id: 'of-commune', unitId: 'commune', name: 'Xã Hồ Sen' },
		{ id: 'of-district', unitId: 'district', name: 'Huyện Ven Sông' }
	],
	above: (unitId) =>
		({ hamlet: ['village', 'district', 'city'], commune: ['district', 'city'], school: ['ministry'] })[
			unitId
		] ?? []
};

const recipient = (more: Partial<Linked>): Linked => ({
	...{ subject: 'collective', name: 'Tổ 5', personId: null, unitId: null },
	...{ linkedAs: null, delegateId: null, delegationId: null },
	...more
});
const stands = (more: Partial<Linked>) => {
	const found = standsFor(recipient(more), AT);
	return (
		found && {
			people: found.people.map(({ id }) => id),
			isKnown: found.isKnown,
			receiver: found.receiver?.id ?? null,
			suggested: found.suggested?.id ?? null
		}
	);
};
const nobody = { people: [], isKnown: false, receiver: null, suggested: null };

describe('who stands for a recipient at a conference', () => {
	it('is a collective’s own delegation by itself', () => {
		expect(stands({ unitId: 'commune' })).toEqual({ ...nobody, people: ['hanh'], isKnown: true });
	});

	it('is never the delegation of a unit above by itself: that is a suggestion, of the nearest', () => {
		expect(stands({ unitId: 'hamlet' })).toEqual({ ...nobody, suggested: 'of-district' });
		expect(stands({ unitId: 'school' })).toBeNull();
		expect(stands({})).toBeNull();
	});

	it('is a person by who they are; a namesake is a suggestion, and only where nobody is known and one is meant', () => {
		const person = { subject: 'individual', name: 'Lê Văn An' };
		expect(stands({ ...person, personId: 'person-an' })).toMatchObject({ people: ['an'], isKnown: true });
		expect(stands({ ...person, name: 'Trần Thị Lụa' })).toEqual({ ...nobody, suggested: 'lua' });
		expect(stands({ ...person, name: 'Trần Thị Lụa', personId: 'person-x' })).toBeNull();
		// Two are called so as a search reads it.
		expect(stands(person)).toBeNull();
		expect(stands({ ...person, subject: 'household' })).toBeNull();
	});

	it('is whom the desk chose: a delegation, or a delegate as the recipient or in their place', () => {
		expect(stands({ unitId: 'hamlet', linkedAs: 'self', delegationId: 'of-district' })).toEqual({
			...nobody,
			...{ people: ['lua'], isKnown: true }
		});
		expect(stands({ unitId: 'commune', linkedAs: 'self', delegateId: 'an' })).toMatchObject({
			...{ people: ['an'], receiver: null }
		});
		expect(stands({ unitId: 'commune', linkedAs: 'instead', delegateId: 'an' })).toMatchObject({
			...{ people: ['hanh'], receiver: 'an' }
		});
		expect(stands({ subject: 'individual', linkedAs: 'self', delegateId: 'lua' })).toMatchObject({
			...{ people: ['lua'], isKnown: true, receiver: null }
		});
	});

	it('is nobody where the desk says so, whatever delegation the unit has', () => {
		expect(stands({ unitId: 'commune', linkedAs: 'nobody' })).toBeNull();
	});

	it('is looked for in no other way where whom the desk chose is not at this conference, or no delegate any more', () => {
		for (const linkedAs of ['self', 'instead', null] as const) {
			expect(stands({ unitId: 'commune', linkedAs, delegateId: 'gone' })).toBeNull();
			expect(stands({ unitId: 'commune', linkedAs, delegationId: 'of-elsewhere' })).toBeNull();
		}
		expect(stands({ unitId: 'commune', linkedAs: 'self' })).toBeNull();
	});

	it('is read as before where a delegate was chosen before anybody was asked what for', () => {
		expect(stands({ unitId: 'commune', delegateId: 'hanh' })).toMatchObject({
			people: ['hanh'],
			receiver: null
		});
		expect(stands({ unitId: 'commune', delegateId: 'an' })).toMatchObject({
			people: ['hanh'],
			receiver: 'an'
		});
		const person = { subject: 'individual', name: 'Lê Văn An' };
		expect(stands({ ...person, delegateId: 'an' })).toMatchObject({ people: ['an'], receiver: null });
		expect(stands({ ...person, delegateId: 'lua' })).toMatchObject({ people: [], receiver: 'lua' });
	});
});
