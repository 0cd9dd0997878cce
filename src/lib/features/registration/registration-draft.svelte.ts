import { MEMBER_ROLES, type MemberRole } from '#lib/domain/contest/check-team.ts';
import { emptyMember, type TeamValues } from '#lib/features/contest/team-values.ts';
import { newId } from '#lib/live/id.ts';
import { dropDraft, keepDraft, keptDraft, type KeptDraft } from './kept-draft.ts';
import { linesOf, membersOf, type Limits, type RegistrationLine } from './registration-lines.ts';

/** Where what the form says is kept. */
export type Where = 'blank' | 'server' | 'typed' | 'local' | 'sending' | 'offline' | 'notKept';

export interface Refused {
	readonly text: string;
	readonly fields: Readonly<Record<string, string>>;
}

interface Registered {
	readonly unitId: string;
	readonly teamId: string | null;
	readonly version: number | null;
	/** What the server has. */
	readonly saved: TeamValues;
	/** What was sent and came back refused, or with a line more or less. */
	readonly posted: TeamValues | null;
	readonly limits: Limits;
	readonly isReadonly: boolean;
	readonly formKey: string;
}

const KEEP_AFTER_MS = 300;

/** A registration while it is typed: kept in the browser at every pause, until the server has it. */
export class RegistrationDraft {
	values: TeamValues;
	lines: RegistrationLine[];
	/** Idempotency key of what is sent next. */
	key: string;
	where: Where;
	/** When what stands in the form was typed, if it comes from this browser. */
	restored = $state<string | null>(null);
	/** Typed here on an older version than the server's. */
	kept = $state<KeptDraft | null>(null);
	/** Answer to what was sent from this page; undefined before. */
	answered = $state<Refused | null | undefined>(undefined);

	private readonly of: Registered;
	private isAttempted = false;
	private timer: ReturnType<typeof setTimeout> | undefined;

	constructor(of: Registered) {
		this.of = of;
		const shown = of.posted ?? of.saved;
		this.values = $state(copied(shown));
		this.lines = $state(linesOf(shown, of.limits));
		this.key = $state(of.formKey);
		this.where = $state(this.atRest());
	}

	/** Once the scripts are there: what was typed in this browser before, or into the page before they came. */
	start(): () => void {
		const { unitId, teamId, version, saved, posted, isReadonly, limits } = this.of;
		if (isReadonly) return () => {};
		// A refusal that a page without scripts has answered: what is typed stands in the form and nowhere else.
		if (posted) this.where = 'typed';
		const draft = keptDraft(unitId, teamId);
		if (draft && !posted) {
			if (JSON.stringify(draft.values) === JSON.stringify(saved)) dropDraft(unitId, teamId);
			else if (draft.version === version) this.use(draft);
			else this.kept = draft;
		} else {
			const asSaved = { ...saved, members: membersOf(linesOf(saved, limits)) };
			// Typed before the scripts came.
			if (!posted && JSON.stringify(this.current()) !== JSON.stringify(asSaved)) this.typed();
		}
		return () => clearTimeout(this.timer);
	}

	use(draft: KeptDraft): void {
		this.values = copied(draft.values);
		this.lines = linesOf(draft.values, this.of.limits);
		this.restored = draft.at;
		this.kept = null;
		this.where = 'local';
	}

	/** Back to what the server has. */
	drop(): void {
		const { unitId, teamId, saved, limits } = this.of;
		dropDraft(unitId, teamId);
		this.values = copied(saved);
		this.lines = linesOf(saved, limits);
		this.restored = null;
		this.kept = null;
		this.where = this.atRest();
	}

	typed(): void {
		if (this.of.isReadonly) return;
		// What was sent under the old key may have arrived: another content needs another key.
		if (this.isAttempted) this.key = newId();
		this.isAttempted = false;
		if (this.where === 'server' || this.where === 'blank') this.where = 'typed';
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.keep(), KEEP_AFTER_MS);
	}

	add(role: MemberRole): void {
		const line = { ...emptyMember(role), id: newId(), at: null };
		const after = MEMBER_ROLES.indexOf(role);
		const index = this.lines.findIndex((one) => MEMBER_ROLES.indexOf(one.role as MemberRole) > after);
		this.lines.splice(index < 0 ? this.lines.length : index, 0, line);
		this.typed();
	}

	remove(id: string): void {
		this.lines = this.lines.filter((line) => line.id !== id);
		this.typed();
	}

	/** Whether a partner unit takes part. */
	join(unitId: string, joins: boolean): void {
		const others = this.values.unitIds.filter((other) => other !== unitId);
		this.values.unitIds = joins ? [...others, unitId] : others;
		this.typed();
	}

	sending(): void {
		this.keep();
		this.isAttempted = true;
		this.where = 'sending';
	}

	arrived(): void {
		dropDraft(this.of.unitId, this.of.teamId);
		this.where = 'server';
	}

	notArrived(): void {
		this.where = 'offline';
		this.keep();
	}

	refused(refusal: Refused | null): void {
		this.answered = refusal;
		// The numbers of the server's problems are those of the lines that were sent.
		const sent = this.lines.filter((line) =>
			[line.fullName, line.birthYear, line.position, line.phone].some((entry) => entry.trim())
		);
		this.lines = this.lines.map((line) => ({ ...line, at: sent.includes(line) ? sent.indexOf(line) : null }));
		this.where = 'local';
		this.keep();
	}

	private atRest(): Where {
		return this.of.teamId ? 'server' : 'blank';
	}

	private current(): TeamValues {
		return { ...copied(this.values), members: membersOf($state.snapshot(this.lines) as RegistrationLine[]) };
	}

	private keep(): void {
		clearTimeout(this.timer);
		const { unitId, teamId, version } = this.of;
		const isKept = keepDraft(unitId, teamId, { values: this.current(), version });
		if (this.where === 'sending') return;
		if (isKept) this.where = this.where === 'offline' ? 'offline' : 'local';
		else this.where = this.where === 'offline' ? 'notKept' : 'typed';
	}
}

function copied(values: TeamValues): TeamValues {
	return structuredClone($state.snapshot(values) as TeamValues);
}
