// Named here and not in the worker, so that it is among the files that a tablet keeps for use without network.
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Read, ToRead } from './read-codes.worker.ts';

export interface CodeReader {
	/** What stands in the QR codes of a picture; empty where there are none. */
	read(picture: ImageData | Blob): Promise<readonly string[]>;
	close(): void;
}

/** Reads QR codes in a worker of its own. One picture at a time: whoever asks waits for the answer. */
export function openCodeReader(): CodeReader {
	const worker = new Worker(new URL('./read-codes.worker.ts', import.meta.url), { type: 'module' });
	const say = (asked: ToRead) => worker.postMessage(asked);
	say({ wasm });
	return {
		read: (picture) =>
			new Promise((resolve, reject) => {
				worker.onmessage = ({ data }: MessageEvent<Read>) =>
					data.failed ? reject(new Error(data.failed)) : resolve(data.texts);
				worker.onerror = () => reject(new Error('the reader of codes does not start'));
				say({ picture });
			}),
		close: () => worker.terminate()
	};
}
