import { PrismaPg } from '@prisma/adapter-pg';

/** Loaded when it is needed: the command line says how much is logged after it has opened this door. */
async function noteLost(error: Error): Promise<void> {
	const { log } = await import('#lib/server/log.ts');
	log.warn({ err: error }, 'a connection to the database was lost');
}

/**
 * The driver of PostgreSQL, whose lost connections never end the process. A server that goes away at the very moment at which
 * a connection is ready says so before anybody listens: pool and adapter attach their listeners a moment later.
 */
export class PatientPostgres extends PrismaPg {
	override async connect() {
		const adapter = await super.connect();
		adapter.underlyingDriver().on('connect', (connection) => {
			connection.on('error', (error) => void noteLost(error));
		});
		return adapter;
	}
}
