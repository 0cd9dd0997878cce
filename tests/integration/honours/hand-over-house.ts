import type { Actor } from '#lib/domain/access/actor.ts';
import type { HandOverStep } from '#lib/domain/honours/hand-over.ts';
import { createConference } from '#lib/server/conference/create-conference.ts';
import { handOverOfDecision } from '#lib/server/honours/hand-over/hand-over-query.ts';
import { layOutStage } from '#lib/server/honours/hand-over/lay-out-stage.ts';
import { recordHandOver } from '#lib/server/honours/hand-over/record-hand-over.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { calledDelegates } from '../../support/conference-world.ts';
import { issuedCertificates } from '../../support/issued-certificates.ts';
import { organizer } from '../contest/city.ts';
import { honoursCity } from './honours-house.ts';

/** A city that hands certificates over, and short ways to a decision's stage. */
export async function stageCity() {
	const here = await honoursCity();
	const { database, read, cityId } = here;

	const view = (awardId: string, actor: Actor = organizer) =>
		handOverOfDecision(read, awardId, { actor, now: new Date() });

	/** A decision whose certificates were issued, laid out so many to a group. */
	async function onStage(names: readonly string[], size = 2, more: object = {}) {
		const issued = await issuedCertificates(database, { unitId: cityId, names, ...more });
		const awardId = issued.decisionId;
		await here.done(layOutStage, { awardId, version: 0, by: 'decision', size, presenter: 'Ông Trần Văn Ký' });
		return { ...issued, awardId };
	}

	const of = async (awardId: string, name: string) => {
		const { groups, apart } = await view(awardId);
		const all = [...groups.flatMap(({ members }) => members), ...apart];
		return all.find(({ plainName }) => plainName === name)!;
	};

	/** What a desk sends for these people as it sees them now. */
	async function asSeen(
		awardId: string,
		step: HandOverStep,
		names: readonly string[],
		receiverName?: string
	) {
		const seen = await Promise.all(names.map((name) => of(awardId, name)));
		const members = seen.map(({ id, version }) => ({ recipientId: id, version, receiverName }));
		return { awardId, step, members };
	}

	const record = async (...asked: Parameters<typeof asSeen>) =>
		here.done(recordHandOver, await asSeen(...asked));

	/** Groups as names, group by group, and those apart behind a bar. */
	const shown = async (awardId: string) => {
		const { groups, apart } = await view(awardId);
		const names = (list: readonly { plainName: string }[]) =>
			list.map(({ plainName }) => plainName).join(' ');
		return [...groups.map(({ members }) => names(members)), `| ${names(apart)}`.trim()];
	};

	/** A conference of the city with these people called from its first ward; it is on `day`. */
	async function conference(code: string, names: readonly string[], day = dayInVietnam(new Date())) {
		const { conferenceId } = await here.done(createConference, {
			...{ code, titleVi: `Hội nghị ${code}`, kind: 'final-review', hostUnitId: cityId },
			...{ startsOn: day, endsOn: day }
		});
		const unitId = here.wards[0]!;
		const delegates = await calledDelegates(database, { conferenceId, unitId, names });
		const { id: delegationId } = await read.delegation.findFirstOrThrow({ where: { conferenceId } });
		return { conferenceId, delegates, delegationId, unitId };
	}

	/** Fields that were refused, with their codes. */
	async function problemsOf(command: Parameters<typeof here.ask>[0], input: object) {
		const outcome = await here.ask(command, input);
		return outcome.ok ? 'done' : outcome.refusal.fields.map(({ field, code }) => `${field}: ${code}`);
	}

	return { ...here, problemsOf, view, onStage, of, asSeen, record, shown, conference };
}
export type StageCity = Awaited<ReturnType<typeof stageCity>>;
