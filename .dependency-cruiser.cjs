/** The house rules of docs/architecture.md, enforced. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-cycles',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'domain-is-pure',
			comment:
				'The rules of contests know no database, no clock, no framework: they run in the browser, the server and the CLI alike.',
			severity: 'error',
			from: { path: '^src/lib/domain/', pathNot: '\\.test\\.ts$' },
			to: { pathNot: ['^src/lib/domain/', '^node_modules/(fraction\\.js|valibot|@noble/(curves|hashes))/'] }
		},
		{
			name: 'ui-knows-no-domain',
			severity: 'error',
			from: { path: '^src/lib/ui/' },
			to: { path: '^src/lib/(domain|server|features|live|offline|words)/' }
		},
		{
			name: 'features-never-import-server',
			severity: 'error',
			from: { path: '^src/lib/(features|offline)/', pathNot: '\\.test\\.ts$' },
			to: { path: '^src/lib/server/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'live-is-both-sides',
			severity: 'error',
			from: { path: '^src/lib/live/', pathNot: '\\.test\\.ts$' },
			to: { path: '^src/lib/(server|features|ui|offline)/' }
		},
		{
			name: 'words-are-words',
			severity: 'error',
			from: { path: '^src/lib/words/', pathNot: '\\.test\\.ts$' },
			to: { path: '^src/lib/(server|features|ui|offline)/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'only-db-builds-clients',
			severity: 'error',
			// The bench's naive peers are what the product is measured against.
			from: { pathNot: '^(src/lib/server/db/|tests/bench/naive/)' },
			to: {
				path: '^(src/lib/server/db/generated/|node_modules/@prisma/)',
				dependencyTypesNot: ['type-only'],
				pathNot: '^node_modules/@prisma/(adapter-pg|adapter-better-sqlite3|driver-adapter-utils|client)/'
			}
		},
		{
			name: 'routes-ask-commands',
			comment: 'A route parses, guards and calls a command or a query; it never sees Prisma.',
			severity: 'error',
			from: { path: '^src/routes/' },
			to: { path: '^(src/lib/server/db/|node_modules/(@prisma|\\.prisma)/)' }
		},
		{
			name: 'public-never-reads-official',
			comment:
				'What a public page or socket cannot import, it cannot leak: it reads the public projection only.',
			severity: 'error',
			from: {
				path: '^src/(routes/\\((public|stage)\\)/.*/rounds/|lib/server/(realtime/(board-(channel|stream)|screen-channel|public-boards)|screens/|live/public-|live/qr))'
			},
			to: {
				path: '^src/lib/server/(live/(official-|board-facts|publish-)|results/|realtime/(desk-|publisher))'
			}
		},
		{
			name: 'projections-have-two-doors',
			severity: 'error',
			from: {
				path: '^src/',
				pathNot: '^src/lib/server/(live/(public|official)-projection|realtime/board-room)\\.ts$'
			},
			to: { path: '^src/lib/server/live/stored-board' }
		},
		{
			name: 'recount-stands-alone',
			comment:
				'The second count proves the first only where it shares no line with it: no code of the product, no package.',
			severity: 'error',
			from: { path: '^src/recount/', pathNot: '\\.test\\.ts$' },
			to: { pathNot: '^src/recount/', dependencyTypesNot: ['core'] }
		},
		{
			name: 'contexts-not-in-routes',
			severity: 'error',
			from: { path: '^src/lib/' },
			to: { path: '^src/routes/' }
		},
		{
			name: 'no-orphans-in-the-product',
			severity: 'error',
			from: {
				orphan: true,
				path: '^src/lib/',
				pathNot: ['\\.d\\.ts$', '\\.css$', 'paraglide/', 'generated/']
			},
			to: {}
		},
		{
			name: 'product-needs-no-tests',
			severity: 'error',
			from: { path: '^(src|bin)/', pathNot: '\\.test\\.ts$' },
			to: { path: '^tests/' }
		}
	],
	options: {
		doNotFollow: { path: ['node_modules', 'generated', 'paraglide'] },
		exclude: { path: ['^\\.svelte-kit', '^build', 'src/lib/paraglide', 'src/service-worker'] },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		combinedDependencies: true,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'node', 'default', 'svelte', 'types'],
			extensions: ['.ts', '.js', '.svelte', '.json']
		}
	}
};
