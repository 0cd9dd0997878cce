import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

type EngineModule = {
	SchemaEngine: { new: typeof SchemaEngine.new };
	__wbg_set_wasm(exports: WebAssembly.Exports): void;
};

let loaded: Promise<EngineModule> | undefined;

async function load(): Promise<EngineModule> {
	// The package's own entry imports the .wasm as a module, which Node does not do without a flag.
	const bg = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as EngineModule;
	const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
	const bytes = readFileSync(join(dirname(entry), 'schema_engine_bg.wasm'));
	const { instance } = await WebAssembly.instantiate(bytes, {
		'./schema_engine_bg.js': bg as unknown as WebAssembly.ModuleImports
	});
	bg.__wbg_set_wasm(instance.exports);
	(instance.exports.__wbindgen_start as () => void)();
	return bg;
}

/** Prisma's own migration engine, on a driver adapter: no binary, no download. */
export async function schemaEngine(
	adapter: object,
	datamodels: [string, string][] | undefined
): Promise<SchemaEngine> {
	loaded ??= load();
	const engine = await loaded;
	return engine.SchemaEngine.new({ datamodels }, () => {}, adapter);
}
