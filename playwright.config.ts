import { defineConfig } from '@playwright/test';

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.spec.ts',
	// Two cores: one server and one browser at a time keep times honest.
	workers: 1,
	fullyParallel: false,
	forbidOnly: true,
	retries: 0,
	timeout: 90_000,
	expect: { timeout: 10_000 },
	reporter: [['list'], ['./tests/support/story-reporter.ts']],
	outputDir: 'test-results',
	use: {
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
