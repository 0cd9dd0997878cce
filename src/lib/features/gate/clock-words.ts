import { momentWords } from '#lib/words/moment.ts';

/** 07:42, as the clocks in the hall show it. */
export const clockWords = (at: string | Date): string => momentWords(at).slice(-5);
