import { EventEmitter } from 'node:events';
import type { Happening } from './happening.ts';

/** elsewhere: committed by another process of this installation. */
export type Origin = 'here' | 'elsewhere';

// One bus a process: in development vite loads modules again, and a second bus would be one that nobody hears.
const KEY = Symbol.for('kheo.bus');
const holder = globalThis as typeof globalThis & { [KEY]?: EventEmitter };
const bus = (holder[KEY] ??= new EventEmitter().setMaxListeners(100));

/** Tells this process's listeners what has been committed. */
export function announce(happenings: readonly Happening[], origin: Origin = 'here'): void {
	for (const happening of happenings) bus.emit('happening', happening, origin);
}

/** Hears every happening until the returned function is called. A listener must not throw. */
export function listen(listener: (happening: Happening, origin: Origin) => void): () => void {
	bus.on('happening', listener);
	return () => bus.off('happening', listener);
}
