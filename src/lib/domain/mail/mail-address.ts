const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;

/**
 * Whether a text is one plain address that any mail server takes: no quotes, comments, spaces or control signs, so that
 * nothing in it can become a second recipient or another header.
 */
export function isMailAddress(text: string): boolean {
	const at = text.lastIndexOf('@');
	const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
	const labels = domain.split('.');
	return (
		at > 0 &&
		text.length <= 254 &&
		local.length <= 64 &&
		LOCAL.test(local) &&
		labels.length >= 2 &&
		labels.every((label) => label.length <= 63 && LABEL.test(label)) &&
		!/^\d+$/.test(labels.at(-1)!)
	);
}

/** Whether a text fits into one line of a letter's head. */
// eslint-disable-next-line no-control-regex
export const isOneLine = (text: string): boolean => !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text);
