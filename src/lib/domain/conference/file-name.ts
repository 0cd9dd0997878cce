const LONGEST = 120;

/**
 * A file's name as it may be kept and given out: one name without folders, control signs or signs that turn the line around, with
 * the ending of what it is. Vietnamese letters stay.
 */
export function safeFileName(given: string, ending: string): string {
	const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
	const clean = last
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
		.replace(/[<>:"|?*;%]/g, '-')
		.replace(/\s+/g, ' ')
		.replace(/^[. ]+|[. ]+$/g, '');
	// By whole signs: half of one makes no header's value.
	const stem = [...clean.replace(/\.[a-z0-9]{1,5}$/i, '')].slice(0, LONGEST).join('').trim();
	return `${stem || 'tai-lieu'}.${ending}`;
}

/** A header's value for a file with this name: an ASCII one for old readers, the whole one for all others. */
export function dispositionOf(name: string, how: 'attachment' | 'inline' = 'attachment'): string {
	const plain = name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/đ/g, 'd')
		.replace(/Đ/g, 'D')
		.replace(/[^\w. -]/g, '_');
	const whole = encodeURIComponent(name.toWellFormed()).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
