const TYPED = /^([+-]?)(\d*)(?:[.,](\d+))?$/;

/**
 * The exact decimal in what a person typed, as canonical text ('9,5' and '9.5' give '9.5'), or null when it is
 * not one number. Comma and dot both separate decimals; thousands are never grouped here, so '1.234' is 1.234.
 */
export function parseDecimal(typed: string): string | null {
	const found = TYPED.exec(typed.trim().replace(/\u2212/g, '-'));
	if (!found) return null;
	const [, sign, whole = '', fraction = ''] = found;
	if (whole === '' && fraction === '') return null;
	const digits = whole.replace(/^0+(?=\d)/, '') || '0';
	const decimals = fraction.replace(/0+$/, '');
	const value = decimals ? `${digits}.${decimals}` : digits;
	return sign === '-' && value !== '0' ? `-${value}` : value;
}

/** Canonical decimal text in the reader's form, grouped (vi 1.234,5; en 1,234.5) and padded to `decimals`; never rounded. */
export function formatDecimal(exact: string, locale: 'vi' | 'en', decimals = 0): string {
	const [whole = '0', fraction = ''] = exact.replace(/^-/, '').split('.');
	const [group, point] = locale === 'vi' ? ['.', ','] : [',', '.'];
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
	const padded = fraction.padEnd(decimals, '0');
	return `${exact.startsWith('-') ? '\u2212' : ''}${grouped}${padded ? point + padded : ''}`;
}
