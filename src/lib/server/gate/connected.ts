// Of this process only: with several, the supervision page goes by the last contact.
const sockets = new Map<string, number>();

/** Counts a tablet's open sockets. */
export function countGateSocket(deviceId: string, by: 1 | -1): void {
	const now = (sockets.get(deviceId) ?? 0) + by;
	if (now > 0) sockets.set(deviceId, now);
	else sockets.delete(deviceId);
}

export const isGateConnected = (deviceId: string): boolean => sockets.has(deviceId);
