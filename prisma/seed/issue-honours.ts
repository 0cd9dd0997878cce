import type { Database } from '#lib/server/db/client.ts';
import { issueCertificates } from '#lib/server/honours/issue/issue-certificates.ts';
import { issueReplacement } from '#lib/server/honours/issue/issue-replacement.ts';
import { layOutStage } from '#lib/server/honours/hand-over/lay-out-stage.ts';
import { certificatesOfDecision } from '#lib/server/honours/proof/certificate-query.ts';
import { publishDecision } from '#lib/server/honours/roll/publish-decision.ts';
import { ask } from './ask.ts';
import { MISSPELT } from './honoured.ts';
import type { HonoursPeople, SeededHonours } from './seed-honours.ts';

export interface IssuedHonours {
	readonly issued: number;
	/** Codes under which anybody looks certificates up. */
	readonly genuine: string;
	readonly replaced: string;
}

const PRESENTER = 'Lãnh đạo Ủy ban nhân dân thành phố';

interface Issuing extends Pick<HonoursPeople, 'approver'> {
	/** Where certificates say that they are looked up. */
	readonly origin: string;
	readonly signal?: AbortSignal;
}

/**
 * Issues what the city gives, puts right the one whose name lost a mark,
 * lets everybody read whom it honours, and says who goes up when.
 */
export async function issueHonours(
	database: Database,
	{ city }: Pick<SeededHonours, 'city'>,
	{ approver: actor, origin, signal }: Issuing
): Promise<IssuedHonours> {
	let issued = 0;
	for (const awardId of city) {
		const outcome = await issueCertificates(database, { awardId, origin, actor, ...(signal && { signal }) });
		if (outcome.blocked + outcome.failed > 0) throw new Error(`${awardId}: ${JSON.stringify(outcome)}`);
		issued += outcome.issued;
	}
	const people = await certificatesOfDecision(database.read, city[1]!);
	const wrong = people.find(({ recipient }) => recipient.replaceAll('\u00a0', ' ').endsWith(MISSPELT.said))!;
	const input = {
		...{ certificate: wrong.id, why: 'clerical', words: { name: MISSPELT.meant } },
		reason: 'Danh sách gửi lên bị mất dấu trong họ và tên'
	};
	const outcome = await issueReplacement(database, input, { actor, origin });
	if (!outcome.ok) throw outcome.refusal;
	for (const awardId of city) {
		const { version, stageVersion } = await database.read.awardDecision.findUniqueOrThrow({
			where: { id: awardId }
		});
		await ask(database, publishDecision, { awardId, version, as: 'names' }, actor);
		const order = { by: 'decision', size: 6, presenter: PRESENTER };
		await ask(database, layOutStage, { awardId, version: stageVersion, ...order }, actor);
	}
	return { issued, genuine: people[0]!.code, replaced: wrong.code };
}
