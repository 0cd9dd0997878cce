import { ANONYMOUS } from '#lib/domain/access/actor.ts';
import { askQuestion } from '#lib/server/asking/ask-question.ts';
import { moderateQuestion } from '#lib/server/asking/moderate-question.ts';
import type { Database } from '#lib/server/db/client.ts';
import { ask } from '../../prisma/seed/ask.ts';

/** What delegates type into their telephones; of the kind that is asked at such conferences. Null: without a name. */
const QUESTIONS: readonly (readonly [unit: string | null, text: string])[] = [
	['HN-TAYMO-P', 'Kinh phí khen thưởng mô hình ở tổ dân phố năm tới lấy từ nguồn nào?'],
	[null, 'Mô hình đã được công nhận năm trước có phải đăng ký lại không?'],
	['HN-CUANAM-P', 'Bao giờ có hướng dẫn chấm điểm mô hình theo địa giới mới?'],
	[null, 'Xin cho biết lịch kiểm tra thực tế sáu tháng đầu năm.']
];
const ANSWER =
	'Không phải đăng ký lại. Đơn vị gửi báo cáo kết quả duy trì mô hình trước ngày 30/6 để Ban Chỉ đạo theo dõi.';

/** Questions from the hall through the same door as everybody's: asked without an account, looked at by the desk, one answered. */
export async function hallAsks(database: Database, conferenceId: string): Promise<{ asked: number }> {
	const { read } = database;
	const place = await read.askingPlace.findFirstOrThrow({ where: { conferenceId, removedAt: null } });
	const delegations = await read.delegation.findMany({
		where: { conferenceId },
		select: { id: true, unit: { select: { code: true } } }
	});
	for (const [code, text] of QUESTIONS) {
		const delegationId = delegations.find(({ unit }) => unit.code === code)?.id ?? null;
		const said = { token: place.token, text, delegationId, isUnnamed: delegationId === null };
		await ask(database, askQuestion, said, ANONYMOUS);
	}
	const questions = await read.hallQuestion.findMany({ where: { conferenceId, status: 'waiting' } });
	const step = async (text: string, name: string, more: object = {}) => {
		const question = questions.find((each) => each.text === text);
		// Somebody at the desk was quicker.
		const now = question && (await read.hallQuestion.findUnique({ where: { id: question.id } }));
		if (!now) return;
		await ask(database, moderateQuestion, { questionId: now.id, version: now.version, step: name, ...more });
	};
	const [first, second, third] = QUESTIONS.map(([, text]) => text) as [string, string, string];
	for (const text of [second, first, third]) await step(text, 'approve');
	await step(second, 'answer', { answer: ANSWER, answeredBy: 'Thường trực Ban Chỉ đạo', isShown: true });
	await step(first, 'call');
	return { asked: QUESTIONS.length };
}
