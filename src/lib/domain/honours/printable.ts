/** Directions, joiners and tags that turn a line about, and everything that is no sign: never on a certificate. */
const UNPRINTABLE = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

export const isPrintable = (text: string): boolean => !UNPRINTABLE.test(text);
