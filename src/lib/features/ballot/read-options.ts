import type { ReaderOptions } from 'zxing-wasm/reader';

/** How codes are looked for in a picture: slowly enough to find dim, tilted and small ones. */
export const READ_OPTIONS: ReaderOptions = { formats: ['QRCode'], maxNumberOfSymbols: 4, tryHarder: true };
