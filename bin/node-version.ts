/** Says in one line what is wrong and exits where this Node cannot run Khéo (better-sqlite3 would crash it silently). */
export function requireNode(): void {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major > 22 || (major === 22 && minor >= 18)) return;
	console.error(`Khéo needs Node 22.18 or newer; this is ${process.version}. Start it with "npm start".`);
	process.exit(1);
}
