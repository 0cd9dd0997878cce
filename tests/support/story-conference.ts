import { badgeSheet } from '#lib/server/admission/badge-sheet.ts';
import { issueBadges } from '#lib/server/admission/issue-badges.ts';
import { createConference } from '#lib/server/conference/create-conference.ts';
import { setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import type { Database } from '#lib/server/db/client.ts';
import { ask } from '../../prisma/seed/ask.ts';
import { calledDelegates } from './conference-world.ts';

export interface StoryBadge {
	readonly name: string;
	/** The text of its QR. */
	readonly token: string;
	/** As printed below it. */
	readonly code: string;
}

export interface StoryConference {
	readonly code: string;
	readonly id: string;
	readonly badges: readonly StoryBadge[];
}

/** A conference that runs today, with people called and their badges issued. */
export async function storyConference(
	database: Database,
	names: readonly string[]
): Promise<StoryConference> {
	const host = await database.read.unit.findFirstOrThrow({ where: { parentId: null } });
	const unit = (await database.read.unit.findFirst({ where: { parentId: host.id } })) ?? host;
	const today = dayInVietnam(new Date());
	const { conferenceId, code } = await ask(database, createConference, {
		code: 'HN-TK-CUA',
		titleVi: 'Hội nghị tổng kết phong trào thi đua “Dân vận khéo” năm 2026',
		titleEn: 'Review conference of the “Skilled Mass Mobilization” movement 2026',
		kind: 'final-review',
		hostUnitId: host.id,
		startsOn: today,
		endsOn: today,
		venue: 'Cung Văn hóa Hữu nghị'
	});
	await ask(database, setConferenceStatus, { conferenceId, status: 'announced' });
	await ask(database, setConferenceStatus, { conferenceId, status: 'running' });
	await calledDelegates(database, {
		conferenceId,
		unitId: unit.id,
		names,
		title: 'Trưởng ban Công tác Mặt trận'
	});
	await ask(database, issueBadges, { conferenceId });
	const credentials = await database.read.credential.findMany({ where: { conferenceId } });
	const sheet = await badgeSheet(database.read, {
		conferenceId,
		numbers: credentials.map(({ number }) => number),
		format: 'a6',
		locale: 'vi',
		at: new Date()
	});
	return {
		code,
		id: conferenceId,
		badges: sheet.badges.map(({ name, token, code: short }) => ({ name, token, code: short }))
	};
}
