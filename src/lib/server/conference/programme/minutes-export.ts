import { minutesBehind, NOT_BEGUN, plannedMinutes } from '#lib/domain/conference/programme.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db/client.ts';
import type { Cell, Table } from '#lib/server/results/export/tables.ts';
import { xlsx } from '#lib/server/results/export/xlsx.ts';
import { dayWords } from '#lib/words/moment.ts';
import { momentTyped } from '#lib/words/moment-typed.ts';
import { SPEECH_STATE_WORDS } from '#lib/words/speech.ts';
import { speechesOnDesk } from '../speeches/speech-query.ts';
import { coursesOf, newestReleases } from './items.ts';

type Locale = 'vi' | 'en';

const figure = (value: number): Cell => ({ number: String(value) });
const timeOf = (at: string | null): Cell => (at === null ? null : momentTyped(at).slice(11));
const spokenMinutes = (ms: number | null): Cell =>
	ms === null ? null : { number: (Math.round(ms / 6000) / 10).toFixed(1) };

/** The day's programme as it was planned and as it went, its speeches, the time of each unit and its versions, as a workbook; null before the first release. */
export async function programmeMinutes(
	read: Tx,
	conferenceId: string,
	{ locale, now }: { readonly locale: Locale; readonly now: Date }
): Promise<Buffer | null> {
	const releases = await newestReleases(read, conferenceId, 500);
	const [newest] = releases;
	if (!newest) return null;
	const [courses, { speeches, byUnit }] = await Promise.all([
		coursesOf(read, conferenceId),
		speechesOnDesk(read, conferenceId)
	]);
	const said = { locale };
	const course: Table = {
		name: m.programme_title({}, said),
		head: [
			m.programme_field_day({}, said),
			m.programme_field_hall({}, said),
			m.programme_export_planned_start({}, said),
			m.programme_export_planned_minutes({}, said),
			m.programme_export_actual_start({}, said),
			m.programme_export_actual_end({}, said),
			m.programme_export_behind({}, said),
			m.programme_field_title({}, said),
			m.programme_field_owner({}, said)
		],
		rows: newest.items.map((item): Cell[] => {
			const went = courses.get(item.id) ?? NOT_BEGUN;
			return [
				dayWords(momentTyped(item.plannedStart).slice(0, 10)),
				item.room,
				timeOf(item.plannedStart),
				figure(plannedMinutes(item)),
				timeOf(went.actualStart),
				timeOf(went.actualEnd),
				went.actualStart === null ? null : figure(minutesBehind({ ...item, ...went }, now)),
				locale === 'en' ? (item.titleEn ?? item.title) : item.title,
				item.owner
			];
		})
	};
	const papers: Table = {
		name: m.speech_title({}, said),
		head: [
			m.speech_unit({}, said),
			m.speech_field_title({}, said),
			m.speech_speaker({}, said),
			m.programme_export_planned_minutes({}, said),
			m.programme_export_spoken_minutes({}, said),
			m.programme_export_state({}, said)
		],
		rows: speeches.map((speech): Cell[] => [
			speech.unit,
			speech.title ?? speech.topic,
			speech.speaker?.name ?? null,
			figure(speech.minutes),
			spokenMinutes(speech.spokenMs),
			SPEECH_STATE_WORDS[speech.state]({}, said)
		])
	};
	const units: Table = {
		name: m.speech_by_unit({}, said),
		head: [
			m.speech_unit({}, said),
			m.programme_export_planned_minutes({}, said),
			m.programme_export_spoken_minutes({}, said)
		],
		rows: byUnit.map(({ unit, minutes, spokenMs: ms }): Cell[] => [unit, figure(minutes), spokenMinutes(ms)])
	};
	const versions: Table = {
		name: m.programme_versions({}, said),
		head: [
			m.programme_export_version({}, said),
			m.programme_export_released({}, said),
			m.programme_export_by({}, said),
			m.programme_release_note({}, said)
		],
		rows: releases.map(({ number, at, byName, note }): Cell[] => [
			figure(number),
			momentTyped(at).replace('T', ' '),
			byName,
			note
		])
	};
	return xlsx([course, papers, units, versions]);
}
