import type { Database } from '#lib/server/db/client.ts';
import { drawQuestions } from '#lib/server/quiz/draw-questions.ts';
import { saveQuestions } from '#lib/server/quiz/save-questions.ts';
import { sealBank } from '#lib/server/quiz/seal-bank.ts';
import { ask } from '../../prisma/seed/ask.ts';
import type { StoryQuestion } from './story-world.ts';

/** Invented, of the length that questions of the trade have. */
const QUESTIONS = [
	[
		'Theo Quy chế công tác dân vận của hệ thống chính trị, phương châm nào sau đây được thực hiện ở cơ sở?',
		'Dân biết, dân bàn, dân làm, dân kiểm tra, dân giám sát, dân thụ hưởng',
		'Dân biết, dân làm, dân kiểm tra',
		'Nhà nước và nhân dân cùng làm',
		'Lấy dân làm gốc'
	],
	[
		'Tác phẩm “Dân vận” của Chủ tịch Hồ Chí Minh đăng trên Báo Sự thật ngày nào?',
		'Ngày 15 tháng 10 năm 1949',
		'Ngày 19 tháng 5 năm 1946',
		'Ngày 2 tháng 9 năm 1945',
		'Ngày 3 tháng 2 năm 1930'
	],
	[
		'Theo tác phẩm “Dân vận”, những người phụ trách dân vận cần làm gì?',
		'Óc nghĩ, mắt trông, tai nghe, chân đi, miệng nói, tay làm',
		'Nói đi đôi với làm',
		'Gần dân, hiểu dân, học dân',
		'Viết sách, viết báo, chỉ tay năm ngón'
	],
	[
		'Phong trào thi đua “Dân vận khéo” do cơ quan nào của Trung ương phát động?',
		'Ban Dân vận Trung ương',
		'Ban Tổ chức Trung ương',
		'Văn phòng Quốc hội',
		'Ủy ban Kiểm tra Trung ương'
	]
] as const;

/** The right option stands first above; in the bank it stands elsewhere. */
function question([text, ...options]: (typeof QUESTIONS)[number], index: number) {
	const answer = (index + 1) % options.length;
	const others = options.slice(1);
	return {
		text,
		options: [...others.slice(0, answer), options[0], ...others.slice(answer)],
		answer,
		notes: ''
	};
}

/** A bank of multiple choice, written and sealed, as an organizer would before a round opens. */
export async function sealedQuestions(database: Database, contestId: string): Promise<void> {
	const questions = QUESTIONS.map(question);
	const { bankId } = await ask(database, saveQuestions, { contestId, kind: 'choice', questions });
	await ask(database, sealBank, { bankId });
}

/** Draws a round's questions from the sealed bank; answers what was drawn. */
export async function drawnQuestions(database: Database, roundId: string): Promise<StoryQuestion[]> {
	await ask(database, drawQuestions, { roundId, partKey: 'knowledge.quiz' });
	const asked = await database.read.askedQuestion.findMany({
		where: { roundId },
		orderBy: { position: 'asc' },
		include: { question: true }
	});
	return asked.map(({ id, question: { text, options, answer } }) => ({
		id,
		text,
		options: JSON.parse(options) as string[],
		answer: answer ?? -1
	}));
}
