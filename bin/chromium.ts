import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

async function ownBrowser(): Promise<string | null> {
	const { chromium } = await import('@playwright/test');
	const path = chromium.executablePath();
	return existsSync(path) ? path : null;
}

function attempt(command: string, args: readonly string[]): void {
	try {
		execFileSync(command, args, { stdio: 'inherit', timeout: 300_000 });
	} catch {
		// The next way is tried; what failed has said so on the terminal.
	}
}

/**
 * Path of a Chromium for the browser tests: the one KHEO_CHROMIUM names, an installed one, or one installed now
 * (Playwright's own, then Debian's). Null where there is none to be had.
 */
export async function findChromium(): Promise<string | null> {
	const named = process.env.KHEO_CHROMIUM;
	if (named) return existsSync(named) ? named : null;
	const installed = PLACES.find((path) => existsSync(path)) ?? (await ownBrowser());
	if (installed) return installed;
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		console.log("No Chromium found: installing Debian's (apt-get install chromium) ...");
		attempt('apt-get', ['update', '-qq']);
		attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
	} else {
		console.log('No Chromium found: asking Playwright for its own ...');
		attempt('npx', ['playwright', 'install', 'chromium']);
	}
	return PLACES.find((path) => existsSync(path)) ?? (await ownBrowser());
}

export const NO_CHROMIUM = `No Chromium for the browser tests.
  Debian, Ubuntu:  sudo apt-get install chromium
  elsewhere:       npx playwright install chromium
  or name one:     KHEO_CHROMIUM=/path/to/chromium npm test`;
