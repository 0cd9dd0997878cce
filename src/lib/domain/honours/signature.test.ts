import { describe, expect, it } from 'vitest';
import { signersOf, validityAt, type SignatureFacts } from './signature.ts';

const minh: SignatureFacts = {
	...{ signer: 'Trần Thị Minh', organization: null, issuer: 'CA', isSelfMade: false, serial: '01' },
	...{ validFrom: '2026-01-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z' },
	signedAt: '2026-11-29T03:00:00.000Z'
};

describe('a signature', () => {
	it('says whether its certificate was valid at its own time, else when the file was kept', () => {
		expect(validityAt(minh, '2030-01-01T00:00:00Z')).toBe('valid');
		expect(validityAt({ ...minh, signedAt: '2025-12-31T23:59:59Z' }, new Date())).toBe('early');
		expect(validityAt({ ...minh, signedAt: null }, '2027-01-01T00:00:01Z')).toBe('expired');
	});

	it('names everybody who signed, as far as they are named', () => {
		expect(signersOf([minh, { ...minh, signer: 'Ban Tổ chức' }])).toBe('Trần Thị Minh; Ban Tổ chức');
		expect(signersOf([{ ...minh, signer: null }])).toBeNull();
	});
});
