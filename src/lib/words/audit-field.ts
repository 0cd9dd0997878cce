import { m } from '#lib/paraglide/messages.js';
import { getLocale, type Locale } from '#lib/paraglide/runtime.js';

const FIELDS: Readonly<Record<string, (inputs: object, options: { locale: Locale }) => string>> = {
	code: m.access_audit_field_code,
	name: m.access_audit_field_name,
	shortName: m.access_audit_field_short_name,
	level: m.access_audit_field_level,
	kind: m.access_audit_field_kind,
	parentId: m.access_audit_field_parent_id,
	validFrom: m.access_audit_field_valid_from,
	validTo: m.access_audit_field_valid_to,
	titleVi: m.access_audit_field_title_vi,
	titleEn: m.access_audit_field_title_en,
	hostUnitId: m.access_audit_field_host_unit_id,
	plan: m.access_audit_field_plan,
	occasion: m.access_audit_field_occasion,
	venue: m.access_audit_field_venue,
	startsOn: m.access_audit_field_starts_on,
	endsOn: m.access_audit_field_ends_on,
	startsAt: m.access_audit_field_starts_at,
	isInvented: m.access_audit_field_is_invented,
	begin: m.access_audit_field_begin,
	rulesHash: m.access_audit_field_rules_hash,
	hash: m.access_audit_field_hash,
	version: m.access_audit_field_version,
	rounds: m.access_audit_field_rounds,
	position: m.access_audit_field_position,
	fullName: m.access_audit_field_full_name,
	birthYear: m.access_audit_field_birth_year,
	gender: m.access_audit_field_gender,
	phone: m.access_audit_field_phone,
	email: m.access_audit_field_email,
	unitId: m.access_audit_field_unit_id,
	unitIds: m.access_audit_field_unit_ids,
	status: m.access_audit_field_status,
	isGuest: m.access_audit_field_is_guest,
	members: m.access_audit_field_members,
	modelTitle: m.access_audit_field_model_title,
	cluster: m.access_audit_field_cluster,
	clusterId: m.access_audit_field_cluster_id,
	leadUnitId: m.access_audit_field_lead_unit_id,
	stageKey: m.access_audit_field_stage_key,
	drawState: m.access_audit_field_draw_state,
	seedHash: m.access_audit_field_seed_hash,
	drawOrder: m.access_audit_field_draw_order,
	seed: m.access_audit_field_seed,
	state: m.access_audit_field_state,
	rulesVersionId: m.access_audit_field_rules_version_id,
	openedAt: m.access_audit_field_opened_at,
	closedAt: m.access_audit_field_closed_at,
	verifiedAt: m.access_audit_field_verified_at,
	lockedFor: m.access_audit_field_locked_for,
	username: m.access_audit_field_username,
	displayName: m.access_audit_field_display_name,
	personId: m.access_audit_field_person_id,
	accountId: m.access_audit_field_account_id,
	mustChange: m.access_audit_field_must_change,
	role: m.access_audit_field_role,
	contestId: m.access_audit_field_contest_id,
	roundId: m.access_audit_field_round_id,
	pairingId: m.access_audit_field_pairing_id,
	label: m.access_audit_field_label,
	expiresAt: m.access_audit_field_expires_at,
	seatId: m.access_audit_field_seat_id,
	teamId: m.access_audit_field_team_id,
	partKey: m.access_audit_field_part_key,
	marks: m.access_audit_field_marks,
	durationMs: m.access_audit_field_duration_ms,
	value: m.access_audit_field_value,
	note: m.access_audit_field_note,
	teams: m.access_audit_field_teams,
	reserves: m.access_audit_field_reserves,
	order: m.access_audit_field_order,
	added: m.access_audit_field_added,
	removed: m.access_audit_field_removed,
	points: m.access_audit_field_points,
	type: m.access_audit_field_type,
	reason: m.access_audit_field_reason,
	deadline: m.access_audit_field_deadline,
	quota: m.access_audit_field_quota,
	categoryId: m.access_audit_field_category_id,
	title: m.access_audit_field_title,
	deputyOrder: m.access_audit_field_deputy_order,
	statusReason: m.access_audit_field_status_reason,
	replacesId: m.access_audit_field_replaces_id,
	replacedBy: m.access_audit_field_replaced_by,
	delegationId: m.access_audit_field_delegation_id,
	sentInAt: m.access_audit_field_sent_in_at
};

/**
 * The name of a field of the audit log in the reader's language: `members[2].fullName` is "Members 2, full name". What
 * has no words, such as a criterion of the rules, keeps its key.
 */
export function auditFieldWords(path: string, locale: Locale = getLocale()): string {
	const words = path.split('.').map((step) => {
		const [, key = step, index] = /^(.+?)(?:\[(\d+)\])?$/.exec(step) ?? [];
		const name = FIELDS[key]?.({}, { locale }) ?? key;
		return index ? `${name} ${index}` : name;
	});
	return words.map((word, position) => (position === 0 ? word : lowered(word))).join(', ');
}

const lowered = (word: string) => word.charAt(0).toLowerCase() + word.slice(1);
