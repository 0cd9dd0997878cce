import { PrismaPg } from '@prisma/adapter-pg';
import { log } from '#lib/server/log.ts';

/**
 * The driver of PostgreSQL, whose lost connections never end the process. A server that goes away at the very moment at which
 * a connection is ready says so before anybody listens: pool and adapter attach their listeners a moment later.
 */
export class PatientPostgres extends PrismaPg {
	override async connect() {
		const adapter = await super.connect();
		adapter.underlyingDriver().on('connect', (connection) => {
			connection.on('error', (error) => log.warn({ err: error }, 'a connection to the database was lost'));
		});
		return adapter;
	}
}
