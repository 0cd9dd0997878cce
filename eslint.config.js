import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{
		ignores: [
			'node_modules/',
			'build/',
			'.svelte-kit/',
			'data/',
			'src/lib/paraglide/',
			'src/lib/server/db/generated/',
			'test-results/',
			'playwright-report/'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{ languageOptions: { globals: { ...globals.browser, ...globals.node } } },
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig }
		}
	},
	{
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/consistent-type-imports': 'error',
			'no-console': ['error', { allow: ['warn', 'error'] }]
		}
	},
	{
		// Components of the design system and of the desk receive addresses that the routes have resolved, or change the query alone.
		files: ['src/lib/ui/**', 'src/lib/features/desk/**', 'src/routes/*/desk/rounds/**'],
		rules: { 'svelte/no-navigation-without-resolve': 'off' }
	},
	{ files: ['bin/**', 'tests/**', 'prisma/seed/**'], rules: { 'no-console': 'off' } }
);
