import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'tests/integration/**/*.test.ts', 'bin/**/*.test.ts'],
		environment: 'node',
		expect: { requireAssertions: true },
		allowOnly: false,
		passWithNoTests: false
	}
});
