import { honoursFile } from '#lib/server/honours/roll/honours-file.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const { params } = event;
	return honoursFile(event, { kind: 'conference', code: params.code });
};
