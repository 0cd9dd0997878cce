interface Battery {
	readonly level: number;
	readonly charging: boolean;
}

/** How full the tablet's battery is; null where the browser does not say (Safari, Firefox, pages without https). */
export async function battery(): Promise<{ percent: number; isCharging: boolean } | null> {
	const { getBattery } = navigator as Navigator & { getBattery?: () => Promise<Battery> };
	const state = await getBattery?.call(navigator).catch(() => null);
	return state ? { percent: Math.round(state.level * 100), isCharging: state.charging } : null;
}
