import type { HandOverStep } from '#lib/domain/honours/hand-over.ts';
import type { HonoureeStanding } from '#lib/domain/conference/honouree.ts';
import type { Suggestion } from '#lib/domain/honours/stands-for.ts';
import { printedNumber } from '#lib/domain/honours/golden-book.ts';
import { m } from '#lib/paraglide/messages.js';
import type { InHall, OnStage } from '#lib/domain/honours/on-stage.ts';
import type { Tone } from '#lib/ui/tone.ts';
import { momentWords } from '#lib/words/moment.ts';

interface Mark {
	readonly tone: Tone;
	readonly label: string;
}

const STANDINGS: Readonly<Record<HonoureeStanding, readonly [Tone, () => string]>> = {
	here: ['success', m.handover_hall_here],
	received: ['info', m.handover_hall_received],
	left: ['error', m.handover_hall_left],
	absent: ['error', m.handover_hall_absent],
	unknown: ['warning', m.handover_hall_unknown]
};

/** Whether who goes up is in the hall, by colour and word; null where no conference knows them, or it is not today. */
export function hallMark(hall: InHall | null): Mark | null {
	if (!hall?.standing) return null;
	const [tone, label] = STANDINGS[hall.standing];
	return { tone, label: label() };
}

/** Who may be meant: nothing is known until somebody has chosen. */
export const suggestionWords = ({ kind, name }: Suggestion): string =>
	kind === 'delegation' ? m.handover_suggested_delegation({ name }) : m.handover_suggested_delegate({ name });

/** What happened with a certificate, by colour and word. */
export function stateMark({ paper, state, isAgain, receiver }: OnStage): Mark {
	if (isAgain) return { tone: 'warning', label: m.handover_state_again() };
	if (state === 'received') {
		const label =
			receiver === null ? m.handover_state_received() : m.handover_state_by_other({ name: receiver });
		return { tone: 'success', label };
	}
	if (state === 'picked-up')
		return { tone: 'success', label: m.handover_state_picked_up({ name: receiver ?? '' }) };
	if (paper === 'revoked') return { tone: 'error', label: m.handover_state_revoked() };
	if (state === 'absent') return { tone: 'warning', label: m.handover_state_absent() };
	if (state === 'present') return { tone: 'info', label: m.handover_state_present() };
	return { tone: 'neutral', label: m.handover_state_waiting() };
}

const STEPS: Readonly<Record<Exclude<HandOverStep, 'pick-up'>, () => string>> = {
	present: m.handover_step_present,
	receive: m.handover_step_receive,
	absent: m.handover_step_absent,
	back: m.handover_step_back
};

/** The steps that can be tapped on stage, with what their buttons say: whoever stands in is named. */
export const stageButtons = ({ steps, hall }: OnStage) =>
	steps
		.filter((step) => step !== 'pick-up')
		.map((step) => ({
			step,
			label:
				step === 'receive' && hall?.standIn
					? m.handover_step_receive_by({ name: hall.standIn })
					: STEPS[step]()
		}));

/** What a tap said, and of whom. */
export const tapWords = ({
	step,
	receiver,
	name
}: {
	readonly step: Exclude<HandOverStep, 'pick-up'>;
	readonly receiver: string | null;
	readonly name: string;
}): string =>
	m.handover_tap_said({
		step: receiver === null ? STEPS[step]() : m.handover_step_receive_by({ name: receiver }),
		name
	});

export const numberWords = (number: number | null): string =>
	number === null ? m.handover_number_none() : m.handover_number({ number: printedNumber(number) });

/** Who noted it and when; null where nothing happened yet. */
export const doneWords = ({ doneAt, doneBy, state }: OnStage): string | null =>
	doneAt && state !== 'waiting' ? m.handover_done_said({ at: momentWords(doneAt), by: doneBy ?? '' }) : null;

export const namesOf = (people: readonly OnStage[]): string => people.map(({ name }) => name).join(', ');
