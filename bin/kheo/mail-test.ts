import { readConfig } from '#lib/server/config.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { trySettings } from '#lib/server/mail/try-settings.ts';
import type { CliCommand } from './command.ts';
import { needed } from './words.ts';

export const mailTest: CliCommand = {
	usage: 'ADDRESS',
	summary: 'sends one letter by the mail settings and says what the server answered',
	async run(words) {
		const database = openDatabase(readConfig());
		try {
			const outcome = await trySettings(database, {
				actor: { kind: 'system', name: 'kheo mail-test' },
				to: needed(words, 0, 'ADDRESS'),
				subject: 'Khéo: thư thử / a letter on trial',
				text: 'Thư này được gửi để thử cấu hình gửi thư của Khéo.\n\nThis letter was sent to try how Khéo sends mail.\n'
			});
			if (!outcome.ok) {
				const { code, fields } = outcome.refusal;
				if (fields.length > 0) throw new Error('ADDRESS must be one plain mail address.');
				throw new Error(
					code === 'mail_not_set_up' ? 'No mail server is set up: docs/operations.md says how.' : code
				);
			}
			const { outcome: became, answer } = outcome.value;
			const isSent = became === 'sent';
			return {
				text: `${isSent ? 'The mail server took it' : 'It was not sent'}: ${answer}`,
				data: { outcome: became, answer },
				code: isSent ? 0 : 1
			};
		} finally {
			await database.close();
		}
	}
};
