// Makes what the sources need and git does not hold: two Prisma clients, and the messages of both languages.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freshAfter } from './fresh.ts';
import { compileWords } from './messages.ts';

const root = resolve(import.meta.dirname, '..');
const generated = join(root, 'src/lib/server/db/generated');

function clientFor(provider: 'sqlite' | 'postgresql'): void {
	const folder = mkdtempSync(join(tmpdir(), 'kheo-prisma-'));
	try {
		cpSync(join(root, 'prisma/models'), join(folder, 'models'), { recursive: true });
		const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8')
			.replace('provider = "sqlite"', `provider = "${provider}"`)
			.replace('../src/lib/server/db/generated/sqlite', join(folder, 'client'));
		writeFileSync(join(folder, 'schema.prisma'), schema);
		execFileSync(join(root, 'node_modules/.bin/prisma'), ['generate', '--schema', folder], {
			cwd: folder,
			stdio: ['ignore', 'ignore', 'inherit'],
			// `generate` needs no engine; without this the command tries to download one, which many networks block.
			env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1' }
		});
		// Generated outside the project: inside, Prisma insists on a tsconfig.json that SvelteKit has not written yet.
		rmSync(join(generated, provider), { recursive: true, force: true });
		cpSync(join(folder, 'client'), join(generated, provider), { recursive: true });
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const force = process.argv.includes('--force');
if (
	force ||
	!freshAfter(join(generated, 'stamp'), [join(root, 'prisma/schema.prisma'), join(root, 'prisma/models')])
) {
	clientFor('sqlite');
	clientFor('postgresql');
	writeFileSync(join(generated, 'stamp'), '');
}
await compileWords(force);
