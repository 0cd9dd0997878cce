import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeDelegationLink } from '#lib/server/conference/delegations/delegation-links.ts';
import { removeDelegation } from '#lib/server/conference/delegations/edit-delegation.ts';
import { setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import { releaseProgramme, revertProgramme } from '#lib/server/conference/programme/release-programme.ts';
import { publicProgramme } from '#lib/server/conference/programme/programme-query.ts';
import { removeProgrammeItem, saveProgrammeItem } from '#lib/server/conference/programme/save-item.ts';
import { askSpeech, editSpeech, setSpeechDeadline } from '#lib/server/conference/speeches/ask-speech.ts';
import { moveSpeech, placeSpeech } from '#lib/server/conference/speeches/move-speech.ts';
import { pressSpeech, pressSpeechBy } from '#lib/server/conference/speeches/press-speech.ts';
import { promiseSpeech, sendSpeech } from '#lib/server/conference/speeches/send-speech.ts';
import {
	speakersHere,
	speechesOnDesk,
	speechesOfUnit
} from '#lib/server/conference/speeches/speech-query.ts';
import { replaceSpeaker } from '#lib/server/conference/speeches/stand-ins.ts';
import { letIn } from '../../support/came-in.ts';
import { person } from '../contest/city.ts';
import { conferenceCity, type ConferenceCity } from '../conference/house.ts';

let here: ConferenceCity;
beforeAll(async () => {
	here = await conferenceCity();
});
afterAll(() => here.remove());

const topic = 'Giữ rừng đầu nguồn';
const text = 'Kính thưa hội nghị! Hai mươi hộ dân …';

/** A conference whose units are asked for speeches, with a point for them. */
async function asked(code: string) {
	const { conferenceId, delegationIds } = await here.conference(code);
	const { read } = here.database;
	const hall = await read.conferenceHall.findFirstOrThrow({ where: { conferenceId } });
	const { itemId } = await here.done(saveProgrammeItem, {
		...{ conferenceId, hallId: hall.id, kind: 'speeches', day: '2099-01-02' },
		...{ title: 'Tham luận', time: '08:00', minutes: 30 }
	});
	const speech = async (delegationId: string, more: object = {}) => {
		const fields = { conferenceId, delegationId, topic, minutes: 10, leastMinutes: 7 };
		return (await here.done(askSpeech, { ...fields, ...more })).speechId;
	};
	const row = (id: string) => read.speech.findUniqueOrThrow({ where: { id } });
	const seen = async (speechId: string) => ({ speechId, version: (await row(speechId)).version });
	const place = async (speechId: string, position: number | null = null) =>
		here.done(placeSpeech, { ...(await seen(speechId)), itemId, position });
	const release = (number: number) => here.done(releaseProgramme, { conferenceId, seen: number });
	const listed = async () =>
		(await publicProgramme(read, conferenceId))!.items.flatMap(({ speeches }) => speeches);
	return { conferenceId, delegationIds, itemId, speech, row, seen, place, release, listed };
}

describe('a unit that is asked for a speech', () => {
	it('promises it, sends it, gets it back with a remark, and sends a better one', async () => {
		const { conferenceId, delegationIds, speech, row, seen } = await asked('S-UNIT');
		const [own] = delegationIds as [string];
		const { unit } = await here.link(conferenceId, own);
		const speakerId = await here.name(own, 'Nguyễn Văn An', {}, unit);
		const speechId = await speech(own);
		await here.done(promiseSpeech, { ...(await seen(speechId)), speakerId }, unit);
		const sent = { title: 'Tên bài', text, speakerId };
		await here.done(sendSpeech, { ...(await seen(speechId)), ...sent }, unit);
		expect(await row(speechId)).toMatchObject({ state: 'text-in', title: 'Tên bài', text });
		const back = { ...(await seen(speechId)), step: 'send-back' };
		expect(await here.problems(moveSpeech, back)).toEqual(['remark: contest_reason_required']);
		await here.done(moveSpeech, { ...back, remark: 'Rút còn mười phút' });
		const shown = await speechesOfUnit(here.database.read, own, new Date());
		expect(shown.speeches).toMatchObject([{ state: 'promised', remark: 'Rút còn mười phút', text }]);
		expect(await here.refusal(sendSpeech, { speechId, version: 0, ...sent }, unit)).toBe('stale');
		await here.done(sendSpeech, { ...(await seen(speechId)), ...sent, title: 'Bài ngắn' }, unit);
		await here.done(moveSpeech, { ...(await seen(speechId)), step: 'accept' });
		expect(await row(speechId)).toMatchObject({ state: 'reviewed', title: 'Bài ngắn', remark: null });
		const { read } = here.database;
		const audits = await read.auditEntry.findMany({ where: { conferenceId, action: 'speech.send' } });
		// What a unit wrote is in its speech, not in the log.
		expect(audits.some(({ after }) => after?.includes('Kính thưa'))).toBe(false);
	});

	it('reaches no other unit’s speech, nothing of the desk, and nothing after the deadline or without its link', async () => {
		const { conferenceId, delegationIds, speech, seen } = await asked('S-FOREIGN');
		const [own, other] = delegationIds as [string, string];
		const { unit } = await here.link(conferenceId, own);
		const [mine, theirs] = [await speech(own), await speech(other)];
		const stranger = await here.name(other, 'Hoàng Thị Lan');
		const sent = { version: 0, title: 'Tên bài', text };
		expect(await here.refusal(removeDelegation, { delegationId: own, version: 0 })).toBe(
			'delegation_has_speeches'
		);
		expect([
			await here.refusal(sendSpeech, { ...sent, speechId: theirs }, unit),
			await here.refusal(promiseSpeech, { version: 0, speechId: theirs }, unit),
			await here.refusal(moveSpeech, { version: 0, speechId: mine, step: 'accept' }, unit),
			await here.refusal(pressSpeech, { speechId: mine, kind: 'start' }, unit),
			await here.refusal(
				askSpeech,
				{ conferenceId, delegationId: own, topic, minutes: 5, leastMinutes: 5 },
				unit
			),
			await here.refusal(moveSpeech, { version: 0, speechId: mine, step: 'withdraw' }, person('viewer'))
		]).toEqual(Array(6).fill('forbidden'));
		expect(await here.problems(sendSpeech, { ...sent, speechId: mine, speakerId: stranger }, unit)).toEqual([
			'speakerId: speech_speaker_unknown'
		]);
		expect(
			await here.problems(sendSpeech, { ...sent, speechId: mine, title: '', text: 'x'.repeat(60_001) }, unit)
		).toEqual(['title: field_required', 'text: field_too_long']);
		await here.done(setSpeechDeadline, { conferenceId, until: '2020-01-01T08:00' });
		expect(await here.refusal(sendSpeech, { ...sent, speechId: mine }, unit)).toBe('speech_closed');
		await here.done(setSpeechDeadline, { conferenceId, until: '' });
		await here.done(revokeDelegationLink, { delegationId: own });
		expect(await here.refusal(sendSpeech, { ...(await seen(mine)), title: 'Tên', text }, unit)).toBe(
			'delegation_link_dead'
		);
	});
});

describe('speeches on the programme', () => {
	it('stand in the order of the desk, in the release only, and go back with it', async () => {
		const { conferenceId, delegationIds, itemId, speech, row, seen, place, release, listed } =
			await asked('S-PLACE');
		const [one, two] = delegationIds as [string, string];
		const [first, second] = [await speech(one, { topic: 'Một' }), await speech(two, { topic: 'Hai' })];
		await place(first);
		await release(0);
		await place(second, 1);
		expect((await listed()).map(({ title }) => title)).toEqual(['Một']);
		const withSpeeches = { conferenceId, itemId, version: 0 };
		expect(await here.refusal(removeProgrammeItem, withSpeeches)).toBe('programme_item_has_speeches');
		await release(1);
		expect((await listed()).map(({ title, unit }) => `${title} ${unit}`)).toEqual([
			'Hai Phường Cầu Đá',
			'Một Phường Bến Lau'
		]);
		await here.done(moveSpeech, { ...(await seen(first)), step: 'text-only' });
		await here.done(editSpeech, {
			...(await seen(second)),
			...{ topic: 'Hai', minutes: 5, leastMinutes: 5 }
		});
		await here.done(revertProgramme, { conferenceId, seen: 2 });
		expect(await row(first)).toMatchObject({ state: 'on-programme', itemId, position: 2 });
		expect(await row(second)).toMatchObject({ minutes: 10, position: 1 });
		const problem = { ...(await seen(second)), topic: 'Hai', minutes: 5, leastMinutes: 6 };
		expect(await here.problems(editSpeech, problem)).toEqual(['leastMinutes: speech_least_too_long']);
	});

	it('are timed by the server’s monotonic clock, one at the rostrum, and given when their clock stops', async () => {
		const { conferenceId, delegationIds, speech, row, place, release } = await asked('S-CLOCK');
		const [one, two] = delegationIds as [string, string];
		const [first, second] = [await speech(one), await speech(two)];
		await place(first);
		const press = (at: number) =>
			pressSpeechBy(() => ({ run: 'r', monotonicMs: at, wallMs: Date.UTC(2099, 0, 2) + at }));
		const pressed = (speechId: string, kind: string, at: number) =>
			here.refusal(press(at), { speechId, kind });
		await release(0);
		expect(await pressed(first, 'start', 0)).toBe('programme_conference_not_running');
		await here.done(setConferenceStatus, { conferenceId, status: 'running' });
		expect(await pressed(second, 'start', 0)).toBe('speech_not_released');
		await place(second);
		await release(1);
		expect(await pressed(first, 'start', 1000)).toBe('done');
		expect(await pressed(first, 'start', 1500)).toBe('speech_pressed_already');
		expect(await pressed(first, 'pause', 61_000)).toBe('done');
		expect(await pressed(first, 'resume', 100_000)).toBe('done');
		expect(await pressed(second, 'start', 130_000)).toBe('done');
		expect((await row(first)).state).toBe('given');
		expect(await pressed(second, 'reset', 131_000)).toBe('speech_press_impossible');
		expect(await pressed(second, 'stop', 190_000)).toBe('done');
		const { speeches } = await speechesOnDesk(here.database.read, conferenceId);
		expect(speeches.map(({ state, spokenMs }) => [state, spokenMs])).toEqual([
			['given', 90_000],
			['given', 60_000]
		]);
		const shown = await publicProgramme(here.database.read, conferenceId);
		expect(shown!.clocks.map(({ state }) => state)).toEqual(['stopped', 'stopped']);
	});

	it('tell who of the speakers a gate has let in', async () => {
		const { conferenceId, delegationIds, speech, seen, place } = await asked('S-HERE');
		const [one, two] = delegationIds as [string, string];
		const [first, second] = [await speech(one), await speech(two)];
		const speakerId = await here.name(one, 'Nguyễn Văn An');
		await here.done(editSpeech, {
			...(await seen(first)),
			...{ topic, minutes: 10, leastMinutes: 7, speakerId }
		});
		await place(first);
		await place(second);
		const { read } = here.database;
		const where = async () => {
			const all = await speakersHere(read, conferenceId);
			return [first, second].map((id) => [all[id]!.name, all[id]!.is, all[id]!.standIn?.name ?? null]);
		};
		const nobody = [null, 'absent', null];
		expect(await where()).toEqual([['Nguyễn Văn An', 'absent', null], nobody]);
		const speaker = await here.delegate(speakerId);
		await letIn(here.database, conferenceId, [speaker.personId]);
		expect(await where()).toEqual([['Nguyễn Văn An', 'here', null], nobody]);
		// Of one who goes again, the first deputy speaks at a press; nobody of another unit does.
		const deputyId = await here.name(one, 'Trần Thị Bình', { role: 'deputy' });
		await here.database.transaction((tx) =>
			tx.delegate.update({ where: { id: speakerId }, data: { status: 'left', statusAt: new Date() } })
		);
		expect(await where()).toEqual([['Nguyễn Văn An', 'left', 'Trần Thị Bình'], nobody]);
		const stranger = await here.name(two, 'Lê Thị Cúc');
		expect(await here.problems(replaceSpeaker, { ...(await seen(first)), speakerId: stranger })).toEqual([
			'speakerId: speech_speaker_unknown'
		]);
		await here.done(replaceSpeaker, { ...(await seen(first)), speakerId: deputyId });
		expect(await where()).toEqual([['Trần Thị Bình', 'absent', null], nobody]);
	});
});
