import { PrismaPg } from '@prisma/adapter-pg';
import { log } from '#lib/server/log.ts';

/** PostgreSQL stores no NUL: an address or a form with one in it finds nothing, rather than failing as a fault of ours. */
function withoutNul(value: unknown): unknown {
	if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
	return Array.isArray(value) ? value.map(withoutNul) : value;
}

interface Asked {
	readonly values?: unknown[];
}

/**
 * The driver of PostgreSQL, whose lost connections never end the process. A server that goes away at the very moment at which
 * a connection is ready says so before anybody listens: pool and adapter attach their listeners a moment later.
 */
export class PatientPostgres extends PrismaPg {
	override async connect() {
		const adapter = await super.connect();
		adapter.underlyingDriver().on('connect', (connection) => {
			connection.on('error', (error) => log.warn({ err: error }, 'a connection to the database was lost'));
			const query = connection.query.bind(connection) as (asked: unknown, ...more: unknown[]) => unknown;
			connection.query = ((asked: Asked | string, ...more: unknown[]) =>
				typeof asked === 'object' && asked.values
					? query({ ...asked, values: asked.values.map(withoutNul) }, ...more)
					: query(asked, ...more)) as typeof connection.query;
		});
		return adapter;
	}
}
