export type LegacyEncoding = 'TCVN3' | 'VNI';

// TCVN3 (fonts named .Vn…) puts Vietnamese letters where Latin-1 has signs: "NguyÔn V¨n An", "§Æng ThÞ Thu".
const TCVN3 = /[A-Za-z][¡-©«-°µ-¾ÆËÎÏÐÑÖØÜÞßåæçëîïðñöøû]|[¡¢§¨©®¬µ-¹¾Æ][A-Za-z]/u;
// VNI writes the tone as a letter after its vowel: "Nguyeãn Vaên An", "Ñaëng Thò Thu".
const VNI =
	/[aAeE][ùøûïâêáàåãäéèëúüÙØÛÏÂÊÁÀÅÃÄÉÈËÚÜ]|[oOuUyY][øûïäåëüØÛÏÄÅËÜ]|[öÖ][õùøûïÕÙØÛÏ]|[ñÑ][a-zA-Zöôâ]/u;
const FOREIGN = /[^\p{ASCII}]/u;
// Half of the accented words: a foreign name in a Vietnamese list stays a foreign name.
const ENOUGH = 0.5;

/** Names the pre-Unicode encoding that most accented words of these texts are in; null where they read as Unicode. */
export function legacyEncoding(texts: Iterable<string>): LegacyEncoding | null {
	let accented = 0;
	let tcvn3 = 0;
	let vni = 0;
	for (const text of texts) {
		for (const word of text.split(/\s+/u)) {
			if (!FOREIGN.test(word)) continue;
			accented += 1;
			if (TCVN3.test(word)) tcvn3 += 1;
			if (VNI.test(word)) vni += 1;
		}
	}
	if (accented === 0 || Math.max(tcvn3, vni) / accented < ENOUGH) return null;
	return tcvn3 >= vni ? 'TCVN3' : 'VNI';
}
