/**
 * A command's answer with a secret in it that is seen once: the receipt of the command, which is stored, holds the answer
 * as JSON, and JSON leaves `secret` out. A resend therefore gets `null` for it.
 */
export function secretAnswer<Answer extends object, Key extends string>(
	answer: Answer,
	key: Key,
	secret: string
): Answer & Record<Key, string | null> {
	const whole = { ...answer, [key]: secret } as Answer & Record<Key, string | null>;
	return Object.defineProperty(whole, 'toJSON', {
		value: () => ({ ...answer, [key]: null }),
		enumerable: false
	});
}
