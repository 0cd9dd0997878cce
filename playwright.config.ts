import { defineConfig } from '@playwright/test';

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.spec.ts',
	// Each story has a server and a database of its own, so two are told at a time on two cores.
	workers: 2,
	fullyParallel: false,
	forbidOnly: true,
	retries: 0,
	// Only what hangs may fail by the clock: stories are told two at a time, each with a server and several browsers.
	timeout: 300_000,
	expect: { timeout: 60_000 },
	reporter: [['list'], ['./tests/support/story-reporter.ts']],
	outputDir: 'test-results',
	use: {
		actionTimeout: 60_000,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		screenshot: 'only-on-failure',
		launchOptions: {
			...(process.env.KHEO_CHROMIUM ? { executablePath: process.env.KHEO_CHROMIUM } : {}),
			args: [
				'--no-sandbox',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run'
			]
		}
	}
});
