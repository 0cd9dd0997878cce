import { openCodeReader, type CodeReader } from '#lib/features/ballot/code-reader.ts';

export type CameraState = 'off' | 'starting' | 'working' | 'blocked' | 'failed';

interface TorchCapabilities extends MediaTrackCapabilities {
	readonly torch?: boolean;
}

/** Between two looks: ten to fifteen a second leave a tablet cool. */
const LOOK_MS = 80;
/** Wider pictures cost time and show no more of a badge. */
const WIDEST = 1280;
/** Without a new picture for so long the camera is started again. */
const STALLED_MS = 2_000;
const HINT_MS = 6_000;

/** A tablet's camera, read for codes. */
export class Camera {
	state = $state<CameraState>('off');
	cameras = $state.raw<readonly { readonly id: string; readonly label: string }[]>([]);
	hasTorch = $state(false);
	isTorchOn = $state(false);
	/** Nothing was read for a while: time for advice. */
	needsHint = $state(false);
	stream = $state.raw<MediaStream | null>(null);
	video: HTMLVideoElement | null = null;
	#chosen: string | null = null;
	#reader: CodeReader | null = null;
	#turn = 0;
	readonly #read: (texts: readonly string[]) => void;

	constructor(read: (texts: readonly string[]) => void) {
		this.#read = read;
	}

	get reader(): CodeReader {
		return (this.#reader ??= openCodeReader());
	}

	async start(id: string | null = this.#chosen): Promise<void> {
		this.stop();
		const turn = ++this.#turn;
		this.state = 'starting';
		this.#chosen = id;
		try {
			const stream = await navigator.mediaDevices.getUserMedia({
				video: {
					...(id ? { deviceId: { exact: id } } : { facingMode: { ideal: 'environment' } }),
					width: { ideal: WIDEST },
					height: { ideal: 720 }
				}
			});
			if (turn !== this.#turn) return stopped(stream);
			this.stream = stream;
			const [track] = stream.getVideoTracks();
			track?.addEventListener('ended', () => {
				if (turn === this.#turn) void this.#next();
			});
			this.hasTorch = (track?.getCapabilities?.() as TorchCapabilities | undefined)?.torch === true;
			this.isTorchOn = false;
			this.state = 'working';
			this.cameras = (await navigator.mediaDevices.enumerateDevices())
				.filter(({ kind }) => kind === 'videoinput')
				.map(({ deviceId, label }) => ({ id: deviceId, label }));
			void this.#look(turn);
		} catch (error) {
			if (turn !== this.#turn) return;
			const isDenied = error instanceof DOMException && error.name === 'NotAllowedError';
			this.state = isDenied ? 'blocked' : 'failed';
		}
	}

	stop(): void {
		this.#turn += 1;
		stopped(this.stream);
		this.stream = null;
		this.needsHint = false;
		if (this.state === 'working' || this.state === 'starting') this.state = 'off';
	}

	close(): void {
		this.stop();
		this.#reader?.close();
	}

	/** The next of several cameras. */
	async switch(): Promise<void> {
		const track = this.stream?.getVideoTracks()[0];
		const now = this.cameras.findIndex(({ id }) => id === track?.getSettings().deviceId);
		const next = this.cameras[(now + 1) % Math.max(1, this.cameras.length)];
		await this.start(next?.id ?? null);
	}

	async toggleTorch(): Promise<void> {
		const [track] = this.stream?.getVideoTracks() ?? [];
		const wanted = !this.isTorchOn;
		const torch = { advanced: [{ torch: wanted } as MediaTrackConstraintSet] };
		await track
			?.applyConstraints(torch)
			.then(() => (this.isTorchOn = wanted))
			.catch(() => (this.hasTorch = false));
	}

	/** A camera that ended or stalled: once again, then another one. */
	async #next(): Promise<void> {
		if (this.cameras.length > 1) await this.switch();
		else await this.start(null);
	}

	async #look(turn: number): Promise<void> {
		const canvas = document.createElement('canvas');
		const context = canvas.getContext('2d', { willReadFrequently: true })!;
		let lastTime = -1;
		let movedAt = performance.now();
		let readAt = performance.now();
		while (turn === this.#turn) {
			await new Promise((resume) => setTimeout(resume, LOOK_MS));
			const { video } = this;
			if (!video || turn !== this.#turn) continue;
			const now = performance.now();
			if (document.visibilityState !== 'visible') movedAt = now;
			if (video.videoWidth === 0 || video.currentTime === lastTime) {
				if (now - movedAt > STALLED_MS) return this.#next();
				continue;
			}
			lastTime = video.currentTime;
			movedAt = now;
			const scale = Math.min(1, WIDEST / video.videoWidth);
			canvas.width = Math.round(video.videoWidth * scale);
			canvas.height = Math.round(video.videoHeight * scale);
			context.drawImage(video, 0, 0, canvas.width, canvas.height);
			const picture = context.getImageData(0, 0, canvas.width, canvas.height);
			const texts = await this.reader.read(picture).catch(() => [] as readonly string[]);
			if (turn !== this.#turn) return;
			if (texts.length > 0) {
				readAt = performance.now();
				this.#read(texts);
			}
			this.needsHint = performance.now() - readAt > HINT_MS;
		}
	}
}

function stopped(stream: MediaStream | null): void {
	for (const track of stream?.getTracks() ?? []) track.stop();
}
