import { describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from './built-in.ts';
import { composeFacts } from './compose-facts.ts';

const template = BUILT_IN_TEMPLATES.find(({ key }) => key === 'state-certificate-en')!;
const from = {
	template,
	issuer: {
		...{ name: 'Ban Tổ chức Hội thi', nameEn: null, place: 'Lai Châu', letterhead: 'state' as const },
		authority: ['merit' as const]
	},
	decision: {
		...{ kind: 'certificate' as const, number: null, decidedOn: '2026-10-15' },
		...{ signerTitle: 'TRƯỞNG BAN', signerName: 'Nguyễn Thị Thanh Hương' }
	},
	recipient: {
		subject: 'collective' as const,
		words: { name: 'Đội xã Nà Hỳ', prize: 'giải Nhì', event: 'Hội thi “Dân vận khéo”' },
		wordsEn: { event: 'the Contest' },
		byHand: {}
	},
	...{ number: 7, id: '0123456789abcdef0123456789abcdef', isInvented: false },
	addressOf: (code: string) => `https://hoithi.example.vn/v/${code}`
};

describe('what stands on a certificate', () => {
	it('is its decision’s, its recipient’s words in both languages, and an address with its code', () => {
		const facts = composeFacts(from);
		expect(facts.lines.achievement).toBe('Đạt giải Nhì Hội thi “Dân vận khéo”.');
		expect(facts.linesEn?.achievement).toBe('was awarded Second Prize at the Contest.');
		expect(facts.address).toBe(`https://hoithi.example.vn/v/${facts.code}`);
		expect([facts.office, facts.number, facts.decision]).toEqual(['TRƯỞNG BAN', 7, null]);
	});

	it('bears the emblem only where its issuer may award it', () => {
		expect(composeFacts(from).bearsEmblem).toBe(false);
		const decision = { ...from.decision, kind: 'merit' as const };
		expect(composeFacts({ ...from, decision }).bearsEmblem).toBe(true);
		const issuer = { ...from.issuer, letterhead: 'party' as const };
		expect(composeFacts({ ...from, decision, issuer }).bearsEmblem).toBe(false);
	});
});
