import type { Tone } from '#lib/domain/admission/verdict.ts';

interface Signal {
	/** Notes one after another: hertz and milliseconds; 0 Hz is a pause. */
	readonly notes: readonly (readonly [hertz: number, ms: number])[];
	readonly wave: OscillatorType;
	/** Milliseconds on, off, on. */
	readonly vibration: readonly number[];
}

/** How each kind of answer sounds and feels: told apart without looking, and without hearing. */
export const SIGNALS: Readonly<Record<Tone, Signal>> = {
	admit: {
		notes: [
			[880, 90],
			[1320, 160]
		],
		wave: 'sine',
		vibration: [80]
	},
	'admit-offline': {
		notes: [
			[880, 90],
			[1320, 120],
			[0, 60],
			[1320, 40]
		],
		wave: 'sine',
		vibration: [80, 60, 30]
	},
	passage: { notes: [[660, 160]], wave: 'sine', vibration: [60] },
	attention: {
		notes: [
			[330, 160],
			[0, 80],
			[330, 160]
		],
		wave: 'triangle',
		vibration: [120, 80, 120]
	},
	refuse: { notes: [[160, 450]], wave: 'sawtooth', vibration: [400] },
	unknown: { notes: [[240, 110]], wave: 'triangle', vibration: [60] },
	silent: { notes: [[1800, 12]], wave: 'square', vibration: [] }
};

let audio: AudioContext | null = null;

/** A browser lets sound out only after a touch: call it from one. */
export function wakeSound(): void {
	audio ??= 'AudioContext' in globalThis ? new AudioContext() : null;
	void audio?.resume().catch(() => {});
}

export function signal(tone: Tone, withSound: boolean): void {
	const { notes, wave, vibration } = SIGNALS[tone];
	if (vibration.length > 0) navigator.vibrate?.([...vibration]);
	if (!withSound || audio?.state !== 'running') return;
	let at = audio.currentTime;
	for (const [hertz, ms] of notes) {
		if (hertz > 0) {
			const [voice, loudness] = [audio.createOscillator(), audio.createGain()];
			voice.type = wave;
			voice.frequency.value = hertz;
			loudness.gain.setValueAtTime(0.25, at);
			loudness.gain.exponentialRampToValueAtTime(0.001, at + ms / 1000);
			voice.connect(loudness).connect(audio.destination);
			voice.start(at);
			voice.stop(at + ms / 1000);
		}
		at += ms / 1000;
	}
}
