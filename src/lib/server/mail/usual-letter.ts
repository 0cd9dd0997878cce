import { m } from '#lib/paraglide/messages.js';
import type { LetterKind, LetterLink } from './letter-input.ts';

interface Usual {
	readonly subject: string;
	readonly body: string;
	readonly link: LetterLink;
	readonly attaches: boolean;
}

// Between braces stand the letter's own places, which the messages' compiler would take for its parameters.
const placed = (text: string): string => text.replaceAll('[[', '{').replaceAll(']]', '}');

/** What a letter of a kind says until the desk writes it otherwise. */
export function usualLetter(kind: LetterKind, locale: 'vi' | 'en'): Usual {
	const said = {
		invitation: [m.mail_usual_invitation_subject, m.mail_usual_invitation_body],
		link: [m.mail_usual_link_subject, m.mail_usual_link_body],
		reminder: [m.mail_usual_reminder_subject, m.mail_usual_reminder_body]
	} as const;
	const [subject, body] = said[kind].map((message) => placed(message({}, { locale }))) as [string, string];
	return {
		subject,
		body,
		link: kind === 'reminder' ? 'none' : 'own',
		attaches: kind === 'invitation'
	};
}
