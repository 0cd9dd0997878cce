import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCheckCode } from '#lib/domain/shared/check-code.ts';
import { certificateCode, provenText, type ProvenFields } from './certificate-code.ts';

const fields: ProvenFields = {
	id: '00112233445566778899aabbccddeeff',
	kind: 'merit',
	recipient: 'Bà Quàng Thị Pâng',
	issuer: 'Chủ tịch Ủy ban nhân dân tỉnh Lai Châu',
	decision: '1234/QĐ-UBND',
	decidedOn: '2025-10-15',
	number: 56,
	file: 'ab'.repeat(32)
};

describe('a certificate’s code', () => {
	it('is read back as it was typed, and found wrong with any one sign wrong', () => {
		const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 });
		fc.assert(
			fc.property(hex, fc.nat(12), fc.nat(30), (id, at, shift) => {
				const code = certificateCode(id);
				expect(readCheckCode(code.toLowerCase())).toBe(code);
				const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
				const wrong = signs[(signs.indexOf(code[at]!) + 1 + shift) % 32]!;
				expect(readCheckCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBeNull();
			})
		);
	});

	it('is made of 128 random bits and of nothing shorter', () => {
		expect(() => certificateCode('0011')).toThrow(RangeError);
	});
});

describe('what is signed of a certificate', () => {
	it('cannot be made to say another field by a name with line breaks', () => {
		const forged = provenText({ ...fields, recipient: 'Lan\nnumber: 1' });
		expect(forged.split('\n')).toHaveLength(provenText(fields).split('\n').length);
	});

	it('is the same for a name typed in either form of Unicode, and differs with every field', () => {
		const plain = provenText(fields);
		expect(provenText({ ...fields, recipient: fields.recipient.normalize('NFD') })).toBe(plain);
		for (const key of Object.keys(fields) as (keyof ProvenFields)[]) {
			const other = key === 'number' ? 57 : `${fields[key]}x`;
			expect(provenText({ ...fields, [key]: other })).not.toBe(plain);
		}
	});
});
