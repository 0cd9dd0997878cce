import type { Context } from '#lib/server/command/command.ts';

/** What a conference begins with, so that its doors can be opened before anybody has set up a thing. */
export interface FirstWords {
	readonly hall: string;
	readonly zones: readonly string[];
	readonly categories: readonly {
		readonly name: string;
		readonly nameEn: string;
		readonly ribbon: string;
		readonly isCounted: boolean;
	}[];
	readonly entry: string;
	readonly gates: readonly string[];
}

const FIRST: FirstWords = {
	hall: 'Hội trường',
	zones: ['Hội trường', 'Khu vực Ban Tổ chức'],
	categories: [
		{ name: 'Đại biểu', nameEn: 'Delegate', ribbon: 'red', isCounted: true },
		{ name: 'Khách mời', nameEn: 'Guest', ribbon: 'gold', isCounted: false },
		{ name: 'Báo chí', nameEn: 'Press', ribbon: 'blue', isCounted: false },
		{ name: 'Ban Tổ chức', nameEn: 'Organising committee', ribbon: 'green', isCounted: false }
	],
	entry: 'Vào hội trường',
	gates: ['Cửa 1', 'Cửa 2']
};

/** Makes a hall, two zones, four categories, the entry and two gates; only the organising committee may go everywhere. */
export async function firstSetUp({ tx, newId }: Context, conferenceId: string, days: number): Promise<void> {
	const hallId = newId();
	await tx.conferenceHall.create({ data: { id: hallId, conferenceId, name: FIRST.hall, position: 1 } });
	const zones = FIRST.zones.map((name, index) => ({ id: newId(), conferenceId, code: index + 1, name }));
	for (const data of zones) await tx.conferenceZone.create({ data });
	for (const [index, category] of FIRST.categories.entries()) {
		const codes = index === FIRST.categories.length - 1 ? zones.map(({ code }) => code) : [1];
		await tx.delegateCategory.create({
			data: {
				id: newId(),
				conferenceId,
				code: index + 1,
				...category,
				zones: JSON.stringify(codes),
				position: index + 1
			}
		});
	}
	const checkpointId = newId();
	await tx.checkpoint.create({
		data: {
			id: checkpointId,
			conferenceId,
			name: FIRST.entry,
			policy: days > 1 ? 'once_per_day' : 'once',
			hallId,
			zoneId: zones[0]!.id,
			isEntry: true,
			position: 1
		}
	});
	for (const [index, name] of FIRST.gates.entries()) {
		const gateId = newId();
		await tx.gate.create({ data: { id: gateId, conferenceId, name, position: index + 1 } });
		await tx.gateCheckpoint.create({ data: { gateId, checkpointId } });
	}
}
