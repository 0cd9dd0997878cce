import type { AwardKind, Letterhead, SubjectKind } from './award-kind.ts';
import {
	BILINGUAL_BLOCKS,
	CERTIFICATE_BLOCKS,
	MERIT_BLOCKS,
	MERIT_SEAL,
	PARTY_CERTIFICATE_BLOCKS,
	PARTY_MERIT_BLOCKS,
	PARTY_SMALL_BLOCKS,
	SMALL_BLOCKS,
	SMALL_SEAL
} from './layouts.ts';
import { sheetOf, type PaperKey } from './paper.ts';
import { onOtherSheet, type Block, type Template } from './template.ts';
import type { Wording, WordingSet } from './wording.ts';

/** The law on emulation and commendation of 2022 is in force since this day. */
const SINCE = '2024-01-01';

function wordingOf(achievement: string, collective: Partial<Wording> = {}): WordingSet {
	const person: Wording = {
		recipient: '{honorific} {name}',
		place: '{position}, {unit}, {locality}',
		achievement
	};
	const set: Record<SubjectKind, Wording> = {
		individual: person,
		collective: { recipient: '{name}', place: '{locality}', achievement, ...collective },
		household: { recipient: 'Hộ gia đình {honorific} {name}', place: '{locality}', achievement }
	};
	return set;
}

const HONOUR = wordingOf('{achievement}');
const PRIZE = wordingOf('Đạt {prize} {event}', { place: '{unit}, {locality}' });
const TAKING_PART = wordingOf('Đã tham gia {event}', { place: '{unit}, {locality}' });

const PRIZE_EN: WordingSet = {
	individual: {
		recipient: '{name}',
		place: '{position}, {unit}, {locality}',
		achievement: 'was awarded {prize} at {event}'
	},
	collective: {
		recipient: '{name}',
		place: '{unit}, {locality}',
		achievement: 'was awarded {prize} at {event}'
	},
	household: {
		recipient: 'The household of {name}',
		place: '{locality}',
		achievement: 'was awarded {prize} at {event}'
	}
};

interface Made {
	readonly key: string;
	readonly name: string;
	readonly kind: AwardKind;
	readonly letterhead: Letterhead;
	readonly blocks: readonly Block[];
	readonly wording: WordingSet;
	readonly wordingEn?: WordingSet;
	readonly given?: string;
}

function made(paper: '400x300' | 'a4', { given, wordingEn, blocks, ...rest }: Made): Template {
	return {
		...rest,
		version: 1,
		validFrom: SINCE,
		validTo: null,
		sheet: sheetOf(paper),
		ornament: { kind: 'plain' },
		emblem: null,
		seal: paper === 'a4' ? SMALL_SEAL : MERIT_SEAL,
		blocks: blocks.map((block) => (block.kind === 'given' && given ? { ...block, text: given } : block)),
		wordingEn: wordingEn ?? null
	};
}

function onPaperOf(template: Template, paper: PaperKey, named: Pick<Template, 'key' | 'name'>): Template {
	const onOther = onOtherSheet(template, sheetOf(paper));
	return { ...onOther, ...named };
}

const MERIT = made('400x300', {
	...{ key: 'state-merit-400x300', name: 'Bằng khen 400 × 300 mm', kind: 'merit', letterhead: 'state' },
	...{ blocks: MERIT_BLOCKS, wording: HONOUR }
});
const PARTY_MERIT = made('400x300', {
	...{ key: 'party-merit', name: 'Bằng khen của cấp ủy Đảng, A3', kind: 'merit', letterhead: 'party' },
	...{ blocks: PARTY_MERIT_BLOCKS, wording: HONOUR }
});
const TAKING_PART_A4 = made('a4', {
	...{ key: 'state-taking-part', name: 'Giấy chứng nhận tham gia, A4', kind: 'certificate' },
	...{ letterhead: 'state', blocks: CERTIFICATE_BLOCKS, wording: TAKING_PART, given: 'Chứng nhận' }
});

/**
 * What comes with Khéo: good for every office until it has templates of its own. The first of each kind and letterhead is
 * what a decision begins with: its key is both of them.
 */
export const BUILT_IN_TEMPLATES: readonly Template[] = [
	onPaperOf(MERIT, 'a3', { key: 'state-merit', name: 'Bằng khen, A3' }),
	MERIT,
	onPaperOf(MERIT, '360x270', { key: 'state-merit-360x270', name: 'Bằng khen 360 × 270 mm' }),
	onPaperOf(PARTY_MERIT, 'a3', { key: PARTY_MERIT.key, name: PARTY_MERIT.name }),
	made('a4', {
		...{ key: 'state-commendation', name: 'Giấy khen, A4', kind: 'commendation', letterhead: 'state' },
		...{ blocks: SMALL_BLOCKS, wording: HONOUR }
	}),
	made('a4', {
		...{ key: 'party-commendation', name: 'Giấy khen của cấp ủy Đảng, A4', kind: 'commendation' },
		...{ letterhead: 'party', blocks: PARTY_SMALL_BLOCKS, wording: HONOUR }
	}),
	made('a4', {
		...{ key: 'state-certificate', name: 'Giấy chứng nhận đạt giải, A4', kind: 'certificate' },
		...{ letterhead: 'state', blocks: CERTIFICATE_BLOCKS, wording: PRIZE, given: 'Chứng nhận' }
	}),
	made('a4', {
		...{ key: 'party-certificate', name: 'Giấy chứng nhận đạt giải, đầu văn bản Đảng, A4' },
		...{ kind: 'certificate', letterhead: 'party' },
		...{ blocks: PARTY_CERTIFICATE_BLOCKS, wording: PRIZE, given: 'Chứng nhận' }
	}),
	made('a4', {
		...{ key: 'state-certificate-en', name: 'Giấy chứng nhận đạt giải, Việt – Anh, A4', kind: 'certificate' },
		...{ letterhead: 'state', blocks: BILINGUAL_BLOCKS, wording: PRIZE, wordingEn: PRIZE_EN }
	}),
	TAKING_PART_A4,
	onPaperOf(TAKING_PART_A4, 'a5', {
		...{ key: 'state-taking-part-a5', name: 'Giấy chứng nhận tham gia, A5' }
	}),
	made('a4', {
		...{ key: 'state-flag', name: 'Giấy kèm Cờ thi đua, A4', kind: 'flag', letterhead: 'state' },
		...{ blocks: SMALL_BLOCKS, wording: HONOUR }
	}),
	made('a4', {
		...{ key: 'party-flag', name: 'Giấy kèm Cờ thi đua của cấp ủy Đảng, A4', kind: 'flag' },
		...{ letterhead: 'party', blocks: PARTY_SMALL_BLOCKS, wording: HONOUR }
	})
];
