import type { Tx } from '#lib/server/db/client.ts';

/** A reader that counts what is asked of it. */
export function counted(read: Tx): { read: Tx; queries: () => number } {
	let queries = 0;
	const model = (of: object) =>
		new Proxy(of, {
			get: (target, name) => {
				const member: unknown = Reflect.get(target, name);
				if (typeof member !== 'function') return member;
				return (...args: unknown[]): unknown => {
					queries += 1;
					return Reflect.apply(member, target, args);
				};
			}
		});
	const proxy = new Proxy(read, {
		get: (target, name) => {
			const member: unknown = Reflect.get(target, name);
			return typeof member === 'object' && member !== null ? model(member) : member;
		}
	});
	return { read: proxy, queries: () => queries };
}
