import type { Speech } from './programme.ts';

export interface Shortened {
	readonly speechId: string;
	readonly from: number;
	readonly to: number;
}

/** What the chair may announce. `fits` is false where even all that may be done leaves `overMinutes`. */
export interface Replan {
	readonly shorten: readonly Shortened[];
	readonly textOnly: readonly string[];
	readonly spokenMinutes: number;
	readonly overMinutes: number;
	readonly fits: boolean;
}

/**
 * How the waiting speeches fit into what is left of the time, in whole minutes. First papers whose speaker is not here are
 * handed in as text; then every speech gives up minutes, the one with most to spare first; only when all are at their least
 * do papers go to text, from the end of the list, and never one more than is needed. Protocol speeches are shortened, not dropped.
 */
export function replan(speeches: readonly Speech[], availableMinutes: number): Replan {
	const waiting = speeches.filter(({ status }) => status === 'waiting');
	if (total(waiting) <= availableMinutes)
		return planned(waiting, [], waiting.map(minutesOf), availableMinutes);
	const absent = waiting.filter((speech) => !speech.isSpeakerHere && !speech.mustBeSpoken);
	let spoken = waiting.filter((speech) => !absent.includes(speech));
	const dropped: Speech[] = [];
	for (const speech of spoken.toReversed()) {
		if (least(spoken) <= availableMinutes) break;
		if (speech.mustBeSpoken) continue;
		spoken = spoken.filter((other) => other !== speech);
		dropped.push(speech);
	}
	// A long paper dropped last may have made room for a short one dropped before it.
	for (const speech of dropped.toReversed()) {
		if (least(spoken) + speech.leastMinutes > availableMinutes) continue;
		spoken = waiting.filter((other) => other === speech || spoken.includes(other));
		dropped.splice(dropped.indexOf(speech), 1);
	}
	const textOnly = waiting.filter((speech) => absent.includes(speech) || dropped.includes(speech));
	return planned(spoken, textOnly, shortened(spoken, availableMinutes), availableMinutes);
}

/** Takes single minutes from the speech with most to spare, of equals from the later one, until it fits or none can give. */
function shortened(spoken: readonly Speech[], available: number): number[] {
	const minutes = spoken.map(minutesOf);
	for (let over = sum(minutes) - available; over > 0; over -= 1) {
		let giver = -1;
		let spare = 0;
		minutes.forEach((each, at) => {
			const own = each - spoken[at]!.leastMinutes;
			if (own > 0 && own >= spare) [giver, spare] = [at, own];
		});
		if (giver < 0) break;
		minutes[giver] = minutes[giver]! - 1;
	}
	return minutes;
}

function planned(
	spoken: readonly Speech[],
	textOnly: readonly Speech[],
	minutes: readonly number[],
	available: number
): Replan {
	const spokenMinutes = sum(minutes);
	return {
		shorten: spoken
			.map((speech, at) => ({ speechId: speech.id, from: speech.minutes, to: minutes[at]! }))
			.filter(({ from, to }) => from !== to),
		textOnly: textOnly.map(({ id }) => id),
		spokenMinutes,
		overMinutes: Math.max(0, spokenMinutes - Math.max(0, available)),
		fits: spokenMinutes <= available
	};
}

const minutesOf = ({ minutes }: Speech) => minutes;
const sum = (minutes: readonly number[]) => minutes.reduce((all, each) => all + each, 0);
const total = (speeches: readonly Speech[]) => sum(speeches.map(minutesOf));
const least = (speeches: readonly Speech[]) => sum(speeches.map(({ leastMinutes }) => leastMinutes));
