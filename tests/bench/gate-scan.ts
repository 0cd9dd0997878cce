import type { GateBundle } from '#lib/domain/admission/bundle.ts';
import { newId } from '#lib/live/id.ts';
import type { GateStanding, ScanItem } from '#lib/live/gate-protocol.ts';

interface Showing {
	readonly text: string;
	readonly operatorId: string;
	readonly bundle: Pick<GateBundle, 'rev' | 'issuedAt'>;
	readonly standing: Pick<GateStanding, 'checkpointIds'>;
	readonly seq: number;
	readonly isOffline?: boolean;
}

/** A record as a tablet writes it; offline, people have seen its own answer already. */
export function gateScan({ text, operatorId, bundle, standing, seq, isOffline = false }: Showing): ScanItem {
	return {
		...{ kind: 'scan', id: newId(), seq, checkpointId: standing.checkpointIds[0]! },
		...{ direction: 'in', what: { kind: 'code', text }, method: 'camera', operatorId },
		...{ tDevice: Date.now(), offset: { offsetMs: 0, roundTripMs: 5 } },
		...{ bundleRev: bundle.rev, bundleIssuedAt: bundle.issuedAt, localCode: 'ADMIT_OFFLINE', override: null },
		...{ seen: isOffline ? 'ADMIT_OFFLINE' : null, offline: isOffline }
	};
}
