import { m } from '#lib/paraglide/messages.js';
import type { Locale } from './points.ts';

interface Member {
	readonly fullName: string;
	readonly role: string;
	readonly birthYear: number | string | null;
	readonly position: string | null;
}

const ROLES: Readonly<Record<string, (_: object, o: { locale: Locale }) => string>> = {
	leader: m.contest_member_leader,
	member: m.contest_member_member,
	reserve: m.contest_member_reserve,
	support: m.contest_member_support
};

/** "Nguyễn Thị Lan (Đội trưởng, 1985, Bí thư chi bộ)". */
export function memberLine(member: Member, locale: Locale): string {
	const o = { locale };
	return m.registration_member_line(
		{
			name: member.fullName,
			role: ROLES[member.role]?.({}, o) ?? member.role,
			year: String(member.birthYear || m.registration_no_year({}, o)),
			position: member.position || m.registration_no_position({}, o)
		},
		o
	);
}

interface Values {
	readonly name: string;
	readonly members: readonly Member[];
	readonly modelTitle: string;
	readonly modelSummary: string;
	readonly stageNeeds: string;
	readonly contactName: string;
	readonly contactPhone: string;
}

/** A registration as somebody who reviews it reads it. */
export function teamAsSent(values: Values, unitNames: readonly string[], locale: Locale) {
	const o = { locale };
	const value = (text: string) => text || m.registration_review_nothing({}, o);
	return {
		about: [
			{ term: m.registration_field_name({}, o), value: value(values.name) },
			{ term: m.registration_field_units({}, o), value: unitNames.join(', ') },
			{ term: m.registration_field_modelTitle({}, o), value: value(values.modelTitle) },
			{ term: m.registration_field_modelSummary({}, o), value: value(values.modelSummary) },
			{ term: m.registration_field_stageNeeds({}, o), value: value(values.stageNeeds) },
			{ term: m.registration_field_contactName({}, o), value: value(values.contactName) },
			{ term: m.registration_field_contactPhone({}, o), value: value(values.contactPhone) }
		],
		members: values.members.map((member) => memberLine(member, locale))
	};
}
