import type { Direction } from './presence.ts';
import type { VerdictCode } from './verdict.ts';
import type { Past, ShownBadge } from './world.fixture.ts';

/** One showing at a gate and what must come of it, as plain data: the server's and the scanner's paths run all of them. */
export interface AdmissionCase {
	readonly sentence: string;
	readonly checkpoint: string;
	/** Vietnam's time. */
	readonly at: string;
	readonly direction: Direction;
	readonly shown: ShownBadge | { readonly delegate: string } | { readonly text: string };
	readonly past: readonly Past[];
	/** Seconds since the same was shown on the same device, where it was. */
	readonly shownSecondsAgo?: number;
	readonly server: VerdictCode;
	readonly gate: VerdictCode;
	/** Facts that must be there, beside any others. */
	readonly facts?: Readonly<Record<string, unknown>>;
}

const NOW = '2026-11-30T09:00:00';
const TODAY = '2026-11-30T';
const YESTERDAY = '2026-11-29T';

const COUNTING = ['opening', 'hall', 'doors', 'lunch', 'coffee', 'documents'] as const;
const ADMIT = 'ADMIT';
const ALREADY = 'ALREADY';
const REENTRY = 'REENTRY';

/**
 * What Mr An did before, and what he is told when he comes (again) at nine o'clock on the second day: once for the whole
 * event, once a day, in and out, lunch (one a day), coffee (two in all), documents (written down only). `isInside`: whether
 * his way out at nine has an entry of today before it.
 */
const HISTORIES: readonly {
	readonly did: string;
	readonly passages: readonly (readonly [at: string, direction: Direction])[];
	readonly told: readonly VerdictCode[];
	readonly isInside: boolean;
}[] = [
	{
		did: 'has not come before',
		passages: [],
		told: [ADMIT, ADMIT, ADMIT, ADMIT, ADMIT, ADMIT],
		isInside: false
	},
	{
		did: 'came at 07:42',
		passages: [[`${TODAY}07:42:00`, 'in']],
		told: [ALREADY, ALREADY, ALREADY, ALREADY, ADMIT, ADMIT],
		isInside: true
	},
	{
		did: 'came at 06:30, which is still yesterday in London',
		passages: [[`${TODAY}06:30:00`, 'in']],
		told: [ALREADY, ALREADY, ALREADY, ALREADY, ADMIT, ADMIT],
		isInside: true
	},
	{
		did: 'came in the first second of the day',
		passages: [[`${TODAY}00:00:00`, 'in']],
		told: [ALREADY, ALREADY, ALREADY, ALREADY, ADMIT, ADMIT],
		isInside: true
	},
	{
		did: 'came, and left at 08:30',
		passages: [
			[`${TODAY}07:42:00`, 'in'],
			[`${TODAY}08:30:00`, 'out']
		],
		told: [REENTRY, REENTRY, REENTRY, ALREADY, ADMIT, ADMIT],
		isInside: false
	},
	{
		did: 'came, left and came back at 08:45',
		passages: [
			[`${TODAY}07:42:00`, 'in'],
			[`${TODAY}08:30:00`, 'out'],
			[`${TODAY}08:45:00`, 'in']
		],
		told: [ALREADY, ALREADY, ALREADY, ALREADY, ALREADY, ADMIT],
		isInside: true
	},
	{
		did: 'came yesterday and forgot to show the way out',
		passages: [[`${YESTERDAY}07:42:00`, 'in']],
		told: [ALREADY, ADMIT, ADMIT, ADMIT, ADMIT, ADMIT],
		isInside: false
	},
	{
		did: 'came in the last second of yesterday',
		passages: [[`${YESTERDAY}23:59:59`, 'in']],
		told: [ALREADY, ADMIT, ADMIT, ADMIT, ADMIT, ADMIT],
		isInside: false
	},
	{
		did: 'came and left yesterday',
		passages: [
			[`${YESTERDAY}07:42:00`, 'in'],
			[`${YESTERDAY}17:00:00`, 'out']
		],
		told: [REENTRY, ADMIT, ADMIT, ADMIT, ADMIT, ADMIT],
		isInside: false
	},
	{
		did: 'came yesterday and today',
		passages: [
			[`${YESTERDAY}07:42:00`, 'in'],
			[`${TODAY}07:42:00`, 'in']
		],
		told: [ALREADY, ALREADY, ALREADY, ALREADY, ALREADY, ADMIT],
		isInside: true
	},
	{
		did: 'came twice yesterday',
		passages: [
			[`${YESTERDAY}07:42:00`, 'in'],
			[`${YESTERDAY}11:30:00`, 'out'],
			[`${YESTERDAY}13:30:00`, 'in']
		],
		told: [ALREADY, ADMIT, ADMIT, ADMIT, ALREADY, ADMIT],
		isInside: false
	},
	{
		did: 'was seen going out today but never in',
		passages: [[`${TODAY}08:30:00`, 'out']],
		told: [ADMIT, ADMIT, ADMIT, ADMIT, ADMIT, ADMIT],
		isInside: false
	},
	{
		did: 'came yesterday, and was seen going out today',
		passages: [
			[`${YESTERDAY}07:42:00`, 'in'],
			[`${TODAY}08:30:00`, 'out']
		],
		told: [REENTRY, ADMIT, ADMIT, ADMIT, ADMIT, ADMIT],
		isInside: false
	}
];

const PASSAGES: readonly AdmissionCase[] = HISTORIES.flatMap(({ did, passages, told, isInside }) =>
	COUNTING.flatMap((checkpoint, column): AdmissionCase[] => {
		const past = passages.map(([at, direction]) => ({ person: 'an', checkpoint, at, direction }));
		const common = { checkpoint, at: NOW, shown: { badge: 'an' }, past };
		return [
			{
				...common,
				...answer(told[column]!),
				sentence: `Mr An, who ${did}, comes to “${checkpoint}”`,
				direction: 'in'
			},
			{
				...common,
				...answer('EXIT_OK'),
				sentence: `Mr An, who ${did}, goes out at “${checkpoint}”`,
				direction: 'out',
				facts: { withoutEntry: checkpoint !== 'documents' && !isInside }
			}
		];
	})
);

type Rest = Partial<Omit<AdmissionCase, 'sentence' | 'shown' | 'server'>>;

const STORIES: readonly AdmissionCase[] = [
	// Who the delegate is.
	story('a VIP comes to the hall', { badge: 'binh' }, ADMIT),
	story('a VIP goes to the presidium', { badge: 'binh' }, ADMIT, { checkpoint: 'presidium' }),
	story('an ordinary delegate with every zone goes to the presidium', { badge: 'an' }, ADMIT, {
		checkpoint: 'presidium'
	}),
	story('a delegate of the hall alone goes to the presidium', { badge: 'cuc' }, 'WRONG_ZONE', {
		checkpoint: 'presidium',
		facts: { rightCheckpoints: [] }
	}),
	story(
		'a delegate of the press goes to the presidium and is told the right gate',
		{ badge: 'nam' },
		'WRONG_ZONE',
		{
			checkpoint: 'presidium',
			facts: { rightCheckpoints: ['press'] }
		}
	),
	story('a delegate of the press goes to the press', { badge: 'nam' }, ADMIT, { checkpoint: 'press' }),
	story('a delegate who is in the wrong zone is let out of it', { badge: 'cuc' }, 'EXIT_OK', {
		checkpoint: 'presidium',
		direction: 'out'
	}),
	story('a delegate of the first day comes on the second', { badge: 'dung' }, 'WRONG_DAY', {
		facts: { validDays: ['2026-11-29'] }
	}),
	story('a delegate of the first day comes on the first', { badge: 'dung' }, ADMIT, {
		at: `${YESTERDAY}08:00:00`
	}),
	story('a delegate of the first day comes in its last second', { badge: 'dung' }, ADMIT, {
		at: `${YESTERDAY}23:59:59`
	}),
	story('a delegate of the first day comes a second after it', { badge: 'dung' }, 'WRONG_DAY', {
		at: `${TODAY}00:00:00`
	}),
	story('a delegate of the first day leaves on the second', { badge: 'dung' }, 'EXIT_OK', {
		direction: 'out'
	}),
	story('a delegate of the last two days comes on the first', { badge: 'giang' }, 'WRONG_DAY', {
		at: `${YESTERDAY}08:00:00`,
		facts: { validDays: ['2026-11-30', '2026-12-01'] }
	}),
	story('a delegate of the last two days comes on the second', { badge: 'giang' }, ADMIT),
	story('a delegate of the last two days comes on the third', { badge: 'giang' }, ADMIT, {
		at: '2026-12-01T08:00:00'
	}),
	story('a delegate of named days comes on the day before the conference', { badge: 'giang' }, 'WRONG_DAY', {
		at: '2026-11-28T20:00:00'
	}),
	story('a delegate of every day comes on the day before the conference', { badge: 'an' }, ADMIT, {
		at: '2026-11-28T20:00:00'
	}),
	story('a delegate who waits for approval comes', { badge: 'hoa' }, 'PENDING_APPROVAL'),
	story('a delegate who waits for approval leaves', { badge: 'hoa' }, 'EXIT_OK', { direction: 'out' }),
	story('a delegate who was turned away comes', { badge: 'khanh' }, 'BLOCKED'),
	story('a delegate who was turned away comes for documents', { badge: 'khanh' }, 'BLOCKED', {
		checkpoint: 'documents'
	}),
	story(
		'a delegate who was turned away is told so, not that zone and day are wrong',
		{ badge: 'phuc' },
		'BLOCKED',
		{
			checkpoint: 'presidium'
		}
	),
	story('a delegate of the second day with every named zone comes', { badge: 'oanh' }, ADMIT, {
		checkpoint: 'press'
	}),
	story(
		'a delegate of the second day comes on the third, to a gate of their zone',
		{ badge: 'oanh' },
		'WRONG_DAY',
		{
			checkpoint: 'press',
			at: '2026-12-01T08:00:00'
		}
	),
	story('a deputy comes in the place of another', { badge: 'lan' }, ADMIT),
	story('a deputy who came before comes again', { badge: 'lan' }, ALREADY, { past: [came('lan', 'hall')] }),
	story(
		'the delegate whom a deputy replaced comes with the old badge',
		{ badge: 'minh-replaced' },
		'REPLACED',
		{
			facts: { replacedBy: 'Trần Thị Lan' }
		}
	),
	story(
		'the delegate whom a deputy replaced comes with a badge nobody withdrew',
		{ badge: 'minh' },
		'REPLACED',
		{
			facts: { replacedBy: 'Trần Thị Lan' }
		}
	),
	story('the replaced delegate, who had come before that, leaves', { badge: 'minh' }, 'EXIT_OK', {
		direction: 'out',
		past: [came('minh', 'hall')],
		facts: { withoutEntry: false }
	}),
	story('a delegate who is honoured too shows the second badge', { badge: 'nam-honoured' }, ALREADY, {
		past: [came('nam', 'hall')]
	}),
	story('a delegate who is honoured too shows the second badge first', { badge: 'nam-honoured' }, ADMIT),

	// When the gate is open.
	story('a delegate comes before the morning’s opening', { badge: 'an' }, 'NOT_YET', {
		checkpoint: 'morning',
		at: `${TODAY}06:59:59`,
		facts: { opensAt: '2026-11-30T07:00:00+07:00' }
	}),
	story('a delegate comes on the stroke of the opening', { badge: 'an' }, ADMIT, {
		checkpoint: 'morning',
		at: `${TODAY}07:00:00`
	}),
	story('a delegate comes in the last second of the morning', { badge: 'an' }, ADMIT, {
		checkpoint: 'morning',
		at: `${TODAY}08:29:59`
	}),
	story('a delegate comes on the stroke of closing and is told the afternoon', { badge: 'an' }, 'NOT_YET', {
		checkpoint: 'morning',
		at: `${TODAY}08:30:00`,
		facts: { opensAt: '2026-11-30T13:00:00+07:00' }
	}),
	story('a delegate comes in the afternoon', { badge: 'an' }, ADMIT, {
		checkpoint: 'morning',
		at: `${TODAY}13:10:00`
	}),
	story('a delegate comes after the last closing', { badge: 'an' }, 'CLOSED', {
		checkpoint: 'morning',
		at: `${TODAY}14:00:00`,
		facts: { closedAt: '2026-11-30T14:00:00+07:00' }
	}),
	story('a delegate leaves after closing', { badge: 'an' }, 'EXIT_OK', {
		checkpoint: 'morning',
		at: `${TODAY}15:00:00`,
		direction: 'out'
	}),
	story('who came in the morning comes after closing and is told of the hours', { badge: 'an' }, 'CLOSED', {
		checkpoint: 'morning',
		at: `${TODAY}15:00:00`,
		past: [came('an', 'morning')]
	}),
	story(
		'a blocked delegate comes before the opening and is told of the block',
		{ badge: 'khanh' },
		'BLOCKED',
		{
			checkpoint: 'morning',
			at: `${TODAY}06:00:00`
		}
	),

	// What is counted.
	story('the first coffee leaves one', { badge: 'an' }, ADMIT, {
		checkpoint: 'coffee',
		facts: { remaining: 1 }
	}),
	story('the second coffee leaves none', { badge: 'an' }, ADMIT, {
		checkpoint: 'coffee',
		past: [came('an', 'coffee')],
		facts: { remaining: 0 }
	}),
	story('the only lunch of a day leaves none', { badge: 'an' }, ADMIT, {
		checkpoint: 'lunch',
		facts: { remaining: 0 }
	}),
	story('another delegate’s lunch is not this one’s', { badge: 'an' }, ADMIT, {
		checkpoint: 'lunch',
		past: [came('binh', 'lunch')]
	}),
	story('an entry at another checkpoint is none here', { badge: 'an' }, ADMIT, {
		past: [came('an', 'opening')]
	}),
	story('documents are handed out a third time and counted', { badge: 'an' }, ADMIT, {
		checkpoint: 'documents',
		past: [came('an', 'documents'), came('an', 'documents', `${TODAY}08:00:00`)],
		facts: { times: 2 }
	}),
	story('a second showing 78 minutes later is told when and how long ago', { badge: 'an' }, ALREADY, {
		past: [came('an', 'hall')],
		facts: { agoMs: 78 * 60_000 }
	}),
	story('another gate let in a blink later by its own clock: nought seconds ago', { badge: 'an' }, ALREADY, {
		past: [came('an', 'hall', `${TODAY}09:00:00.040`)],
		facts: { agoMs: 0 }
	}),

	// The same showing.
	story('a badge held for two seconds is one showing', { badge: 'an' }, 'ECHO', { shownSecondsAgo: 2 }),
	story('a badge held for two seconds after it was let in is one showing', { badge: 'an' }, 'ECHO', {
		shownSecondsAgo: 2,
		past: [came('an', 'hall', `${TODAY}08:59:58`)]
	}),
	story('a badge shown again after three seconds is a second showing', { badge: 'an' }, ALREADY, {
		shownSecondsAgo: 3,
		past: [came('an', 'hall', `${TODAY}08:59:57`)]
	}),
	story('a forged badge held up is silent the second time too', { badge: 'an', isForged: true }, 'ECHO', {
		shownSecondsAgo: 1
	}),
	story('a delegate ticked twice on the head’s list is one showing', { delegate: 'an' }, 'ECHO', {
		shownSecondsAgo: 1
	}),
	story('a clock that went back makes no echo', { badge: 'an' }, ADMIT, { shownSecondsAgo: -2 }),

	// Withdrawn badges.
	story('a badge that was withdrawn is shown', { badge: 'an-revoked' }, 'REVOKED', {
		facts: {
			withdrawn: { status: 'revoked', withdrawnAt: '2026-11-29T01:00:00.000Z', withdrawnReason: 'in sai tên' }
		}
	}),
	story('a badge that was reported lost is shown', { badge: 'an-lost' }, 'REVOKED'),
	story('a badge for which a new one was printed is shown', { badge: 'an-replaced' }, 'REPLACED'),
	story('a withdrawn badge is shown on the way out', { badge: 'an-revoked' }, 'REVOKED', {
		direction: 'out'
	}),
	story('a withdrawn badge does not hurt the delegate’s own', { badge: 'an' }, ADMIT),
	story(
		'a withdrawn badge is shown by who is inside with the new one',
		{ badge: 'an-replaced' },
		'REPLACED',
		{
			past: [came('an', 'hall')]
		}
	),

	// Found by hand.
	story('a supervisor finds a VIP by name', { delegate: 'binh' }, ADMIT),
	story('a delegate found by name came before', { delegate: 'an' }, ALREADY, { past: [came('an', 'hall')] }),
	story('a delegate found by name belongs to another zone', { delegate: 'cuc' }, 'WRONG_ZONE', {
		checkpoint: 'presidium'
	}),
	story('a delegate found by name was replaced', { delegate: 'minh' }, 'REPLACED'),
	story('a delegate found by name waits for approval', { delegate: 'hoa' }, 'PENDING_APPROVAL'),
	story('a delegate found by name leaves', { delegate: 'an' }, 'EXIT_OK', { direction: 'out' }),
	story('a delegate is asked for whom the gate does not have', { delegate: 'unknown' }, 'NOT_OURS', {
		gate: 'NEEDS_SERVER'
	}),

	// Codes of other kinds.
	story('an invitation is shown at the hall', { badge: 'cuc-invite', type: 'invite' }, 'BLOCKED', {
		facts: { reason: 'exchange-invite-at-desk' }
	}),
	story(
		'an invitation is shown where invitations are enough',
		{ badge: 'cuc-invite', type: 'invite' },
		ADMIT,
		{
			checkpoint: 'small-meeting'
		}
	),
	story(
		'an invitation that became a badge is shown once more',
		{ badge: 'cuc-invite-used', type: 'invite' },
		'REVOKED',
		{
			checkpoint: 'small-meeting'
		}
	),
	story(
		'a forged invitation is forged before it is an invitation',
		{ badge: 'cuc-invite', type: 'invite', isForged: true },
		'FORGED'
	),
	story('a badge is shown where invitations are enough', { badge: 'an' }, ADMIT, {
		checkpoint: 'small-meeting'
	}),
	story('a pick-up code is shown at the awards desk', { badge: 'nam-pick-up', type: 'pick-up' }, ADMIT, {
		checkpoint: 'awards-desk'
	}),
	story('a pick-up code is shown a second time', { badge: 'nam-pick-up', type: 'pick-up' }, ALREADY, {
		checkpoint: 'awards-desk',
		past: [came('nam', 'awards-desk')]
	}),
	story('a pick-up code is shown at the hall', { badge: 'nam-pick-up', type: 'pick-up' }, 'NOT_OURS', {
		facts: { reason: 'pick-up-code' }
	}),
	story(
		'a tablet’s pairing code is shown at the hall',
		{ badge: 'nobody-listed', type: 'pairing' },
		'NOT_OURS',
		{
			facts: { reason: 'pairing-code' }
		}
	),
	story('a temporary badge that nobody is bound to is shown', { badge: 'temporary-unbound' }, 'UNLISTED', {
		facts: { reason: 'unbound-temporary-badge' }
	}),
	story('a temporary badge that was bound is shown', { badge: 'cuc-temporary' }, ADMIT),
	story('a badge from a desk that nobody heard of yet', { badge: 'nobody-listed' }, 'UNLISTED'),
	story('an unlisted badge of another day', { badge: 'nobody-listed', days: 1 }, 'WRONG_DAY', {
		facts: { validDays: ['2026-11-29'] }
	}),
	story('an unlisted badge of today', { badge: 'nobody-listed', days: 2 }, 'UNLISTED'),
	story('an unlisted badge of another zone', { badge: 'nobody-listed', zone: 3 }, 'WRONG_ZONE', {
		checkpoint: 'presidium',
		facts: { rightCheckpoints: ['press'] }
	}),
	story('an unlisted badge of this zone', { badge: 'nobody-listed', zone: 2 }, 'UNLISTED', {
		checkpoint: 'presidium',
		facts: { zone: 2 }
	}),
	story(
		'an unlisted badge on the way out is not asked for its day',
		{ badge: 'nobody-listed', days: 1 },
		'UNLISTED',
		{
			direction: 'out'
		}
	),
	story('the roster’s day counts, not the token’s', { badge: 'an', days: 1 }, ADMIT),
	story('the roster’s zone counts, not the token’s', { badge: 'binh', zone: 3 }, ADMIT, {
		checkpoint: 'presidium'
	}),

	// Other events, strangers, forgers.
	story('last year’s badge is told its conference', { badge: 'an', eventTag: 20_251_120 }, 'WRONG_EVENT', {
		facts: {
			otherEvent: { eventTag: 20_251_120, name: 'Hội nghị tổng kết năm 2025', days: ['2025-11-20'] }
		}
	}),
	story('a badge of a conference nobody knows', { badge: 'an', eventTag: 7 }, 'WRONG_EVENT', {
		facts: { otherEvent: null }
	}),
	story(
		'a compact badge of last year',
		{ badge: 'an', eventTag: 20_251_120, profile: 'compact' },
		'WRONG_EVENT'
	),
	story('a badge signed by a stranger', { badge: 'an', isForged: true }, 'FORGED'),
	story(
		'a badge signed by a stranger for somebody unlisted',
		{ badge: 'nobody-listed', isForged: true },
		'FORGED'
	),
	story('a forged badge is no way out either', { badge: 'an', isForged: true }, 'FORGED', {
		direction: 'out'
	}),
	story('a badge of a key this gate has not heard of', { badge: 'an', kid: 2 }, 'FORGED', {
		gate: 'NEEDS_SERVER',
		facts: { reason: 'unknown-key' }
	}),
	story('a compact badge comes', { badge: 'an', profile: 'compact' }, ADMIT),
	story('a compact badge comes a second time', { badge: 'an', profile: 'compact' }, ALREADY, {
		past: [came('an', 'hall')]
	}),
	story(
		'a compact badge after the signed one of the same delegate',
		{ badge: 'an', profile: 'compact' },
		ALREADY,
		{
			past: [came('an', 'hall', `${TODAY}08:59:59`)]
		}
	),
	story('a compact badge that was withdrawn', { badge: 'an-revoked', profile: 'compact' }, 'REVOKED'),
	story('a compact badge that nobody heard of', { badge: 'nobody-listed', profile: 'compact' }, 'UNLISTED', {
		gate: 'NEEDS_SERVER'
	}),
	story(
		'a compact badge with a broken seal: the server sees it, a gate believes its roster',
		{ badge: 'an', profile: 'compact', isForged: true },
		'FORGED',
		{
			gate: 'ADMIT_OFFLINE'
		}
	),
	story(
		'an invented compact badge',
		{ badge: 'nobody-listed', profile: 'compact', isForged: true },
		'FORGED',
		{
			gate: 'NEEDS_SERVER'
		}
	),
	story('nothing at all', { text: '' }, 'NOT_OURS', { facts: { reason: 'empty' } }),
	story('a tin of fish', { text: '8934567890123' }, 'NOT_OURS', { facts: { reason: 'wrong-length' } }),
	story('a shop’s address', { text: 'https://example.vn/khuyen-mai' }, 'NOT_OURS', {
		facts: { reason: 'link' }
	}),
	story('a certificate', { text: 'https://kheo.example.vn/verify/8K3F-Q7ZP-2MX' }, 'NOT_OURS', {
		facts: { reason: 'certificate' }
	}),
	story('a visiting card', { text: 'BEGIN:VCARD' }, 'NOT_OURS'),
	story('a script', { text: 'javascript:alert(1)' }, 'NOT_OURS', { facts: { reason: 'link' } }),
	story('a name', { text: 'Nguyễn Văn An' }, 'NOT_OURS', { facts: { reason: 'not-digits' } }),
	story('a number of the right length', { text: `84${'1'.repeat(193)}` }, 'NOT_OURS', {
		facts: { reason: 'not-canonical' }
	}),
	story('a number of the right length and zeros', { text: `84${'0'.repeat(193)}` }, 'NOT_OURS'),
	story('a novel', { text: 'x'.repeat(5000) }, 'NOT_OURS', { facts: { reason: 'too-long' } }),

	// A tablet that was forgotten in a drawer.
	story('a tablet decides until its bundle expires', { badge: 'an' }, ADMIT, { at: '2026-12-02T12:00:00' }),
	story('a tablet decides nothing after its bundle expired', { badge: 'an' }, ADMIT, {
		at: '2026-12-02T12:00:01',
		gate: 'NEEDS_SERVER'
	}),
	story('a tablet finds nobody by name after its bundle expired', { delegate: 'an' }, ADMIT, {
		at: '2026-12-02T12:00:01',
		gate: 'NEEDS_SERVER'
	})
];

export const CORPUS: readonly AdmissionCase[] = [...PASSAGES, ...STORIES];

function story(
	sentence: string,
	shown: AdmissionCase['shown'],
	server: VerdictCode,
	{ gate = answer(server).gate, ...rest }: Rest = {}
): AdmissionCase {
	return { checkpoint: 'hall', at: NOW, direction: 'in', past: [], ...rest, sentence, shown, server, gate };
}

function came(person: string, checkpoint: string, at = `${TODAY}07:42:00`): Past {
	return { person, checkpoint, at, direction: 'in' };
}

/** Where the server says "enter", a gate with the same knowledge says "enter, not sent yet". */
function answer(server: VerdictCode): Pick<AdmissionCase, 'server' | 'gate'> {
	return { server, gate: server === ADMIT ? 'ADMIT_OFFLINE' : server };
}
