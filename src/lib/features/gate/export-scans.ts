import type { Scanner } from './scanner.svelte.ts';

/** Hands what only this tablet has to the browser as a file. */
export function exportScans(scanner: Scanner): void {
	const url = URL.createObjectURL(new Blob([scanner.queue.exported()], { type: 'application/json' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = 'luot-chua-gui.json';
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
