import { pino } from 'pino';

/** Structured lines, on standard output unless that holds a command's answer. What could let somebody in is cut out wherever it stands. */
export const log = pino(
	{
		level: process.env.KHEO_LOG ?? 'info',
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime,
		redact: {
			paths: [
				'*.password',
				'*.token',
				'*.pin',
				'*.cookie',
				'*.authorization',
				'headers.cookie',
				'headers.authorization'
			],
			censor: '[cut]'
		}
	},
	pino.destination(process.env.KHEO_LOG_TO === 'stderr' ? 2 : 1)
);
