import type { Server } from 'socket.io';

/** Opens the namespaces: what each kind of client may hear and ask. */
export function openChannels(io: Server): void {
	io.on('connection', (socket) => socket.disconnect(true));
}
