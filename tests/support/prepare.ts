// Migrates the data folder named by KHEO_DATA (or DATABASE_URL), for a development server.
import { resolve } from 'node:path';
import { readConfig } from '#lib/server/config.ts';
import { prepareDatabase } from '#lib/server/db/prepare.ts';

await prepareDatabase(readConfig(), resolve(import.meta.dirname, '../../prisma/migrations'));
