import { resolve } from 'node:path';
import { firstAdministratorLink } from '#lib/server/auth/setup.ts';
import { readConfig } from '#lib/server/config.ts';
import { prepareDatabase } from '#lib/server/db/prepare.ts';
import type { CliCommand } from './command.ts';

export const admin: CliCommand = {
	usage: '[--origin URL] [--force]',
	summary: 'prints a one-time link that makes an administrator',
	options: ['origin', 'force!'],
	async run({ options }) {
		const config = readConfig();
		await prepareDatabase(config, resolve(import.meta.dirname, '../../prisma/migrations'));
		const origin = options.origin ?? config.origin ?? `http://localhost:${process.env.PORT ?? 3000}`;
		const link = await firstAdministratorLink(config, origin, options.force === 'yes');
		return link
			? { text: `Open this link once:\n${link}`, data: { link } }
			: {
					text: 'There is an administrator already. With --force a link for another one is made.',
					data: { link: null },
					code: 1
				};
	}
};
