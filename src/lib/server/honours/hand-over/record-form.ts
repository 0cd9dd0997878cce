import type { RequestEvent } from '@sveltejs/kit';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { refusedAt } from '#lib/server/conference/conference-form.ts';
import { recordHandOver } from './record-hand-over.ts';

/** The buttons of one card or of a whole group: `members[]` are `id:version`, `receivers[]` who stands in for each, or empty. */
export async function recordForm(event: RequestEvent) {
	const form = await event.request.formData();
	const { at, members, receivers, step } = fieldsOf(form);
	const name = typeof at === 'string' ? at : '';
	const texts = (list: unknown) => (Array.isArray(list) ? (list as string[]) : []);
	const named = texts(receivers);
	const input = {
		...{ awardId: event.params.decision, step },
		members: texts(members).map((member, index) => {
			const [recipientId, version] = member.split(':');
			// Only receiving has a receiver, whatever stands beside the other buttons.
			const receiverName = step === 'receive' ? named[index] : null;
			return { recipientId, version, receiverName };
		})
	};
	const answer = await runForm(event, recordHandOver, input, String(form.get('key') ?? ''));
	return 'done' in answer
		? { ...answer, at: name }
		: refusedAt(answer, name, { step, receiverName: named[0] ?? '' });
}
