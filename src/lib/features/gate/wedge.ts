import {
	burstKey,
	burstSilence,
	NO_BURST,
	SILENCE_MS,
	type BurstEnd
} from '#lib/domain/admission/wedge-burst.ts';

/**
 * Listens for a scanner that types like a keyboard. What it types is taken before the page sees it; a person's typing goes
 * on to the fields. What is not `shortest` signs long is nobody's scan. The answer ends it.
 */
export function listenToWedge(
	heard: (end: Exclude<BurstEnd, { kind: 'nothing' }>) => void,
	shortest?: number
): () => void {
	let burst = NO_BURST;
	let silence: ReturnType<typeof setTimeout> | undefined;

	const tell = (end: BurstEnd | null) => {
		if (end && end.kind !== 'nothing') heard(end);
	};

	function press(event: KeyboardEvent): void {
		if (event.ctrlKey || event.altKey || event.metaKey) return;
		const target = event.target as HTMLElement | null;
		const pressed = {
			code: event.code,
			key: event.key,
			shift: event.shiftKey,
			isComposing: event.isComposing,
			atMs: event.timeStamp,
			inTextField: target?.matches('input, textarea, select, [contenteditable]') ?? false
		};
		const step = burstKey(burst, pressed, shortest);
		burst = step.burst;
		if (step.swallow) {
			event.preventDefault();
			event.stopPropagation();
		}
		clearTimeout(silence);
		if (step.end) return tell(step.end);
		// A scanner without an Enter at the end is done after this pause.
		silence = setTimeout(() => {
			const after = burstSilence(burst, burst.lastMs + SILENCE_MS, shortest);
			burst = after.burst;
			tell(after.end);
		}, SILENCE_MS);
	}

	addEventListener('keydown', press, { capture: true });
	return () => {
		clearTimeout(silence);
		removeEventListener('keydown', press, { capture: true });
	};
}
