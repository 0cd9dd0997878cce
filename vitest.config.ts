import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'tests/integration/**/*.test.ts', 'bin/**/*.test.ts'],
		environment: 'node',
		globalSetup: './tests/support/database.ts',
		// Tests seal keys of badges; the data folder of whoever runs them stays as it is.
		env: { KHEO_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') },
		// Only what hangs may fail by the clock: the slowest test takes twenty seconds while a browser runs beside it.
		testTimeout: 180_000,
		hookTimeout: 180_000,
		// Two cores: more workers only make every test slower.
		maxWorkers: 2,
		// A worker reads the code once for all of its files: a fifth of the time went into reading it for each.
		isolate: false,
		// A second, as it is by default, is little where everything else runs on the same two cores.
		expect: { requireAssertions: true, poll: { timeout: 15_000 } },
		allowOnly: false,
		passWithNoTests: false
	}
});
