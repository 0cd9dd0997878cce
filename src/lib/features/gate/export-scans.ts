import type { GateRecordKept } from '#lib/offline/gate-store.ts';
import { exportedScans } from './scan-facts.ts';
import type { Scanner } from './scanner.svelte.ts';

/** Hands what only this tablet has to the browser as a file. */
export function exportScans(scanner: Scanner): void {
	handOver(scanner.queue.exported());
}

/** The same of a pairing that is over. */
export function exportLeftOver(records: readonly GateRecordKept[], deviceId: string): void {
	handOver(exportedScans(records, deviceId));
}

function handOver(text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = 'luot-chua-gui.json';
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
