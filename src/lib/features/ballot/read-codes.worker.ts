// Reads QR codes off the page's own thread: a frame must not hold up a finger.
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { clearedPicture } from './clear-picture.ts';
import { READ_OPTIONS } from './read-options.ts';

/** What the page asks: first where the reader itself lies, then picture after picture. */
export type ToRead = { readonly wasm: string } | { readonly picture: ImageData | Blob };
export interface Read {
	readonly texts: readonly string[];
	readonly failed?: string;
}

// What was photographed on purpose is a file, and bright enough.
const cleared = (picture: ImageData | Blob) => (picture instanceof Blob ? picture : clearedPicture(picture));

self.addEventListener('message', async ({ data }: MessageEvent<ToRead>) => {
	if ('wasm' in data) {
		// Left alone it would be fetched from somebody else's server.
		prepareZXingModule({ overrides: { locateFile: () => data.wasm } });
		return;
	}
	try {
		const found = await readBarcodes(cleared(data.picture), READ_OPTIONS);
		self.postMessage({ texts: found.map(({ text }) => text).filter(Boolean) } satisfies Read);
	} catch (error) {
		self.postMessage({ texts: [], failed: String(error) } satisfies Read);
	}
});
