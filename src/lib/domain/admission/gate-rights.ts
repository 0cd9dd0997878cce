/** Who works at a gate: a steward scans, a supervisor decides, the desk registers and prints. */
export const GATE_ROLES = ['steward', 'supervisor', 'desk'] as const;
export type GateRole = (typeof GATE_ROLES)[number];

/** Everything that can be asked at a gate, and which roles may. */
export const GATE_RIGHTS = {
	scan: ['steward', 'supervisor', 'desk'],
	'type-short-code': ['steward', 'supervisor', 'desk'],
	'undo-own': ['steward', 'supervisor', 'desk'],
	'undo-any': ['supervisor'],
	search: ['supervisor', 'desk'],
	'admit-by-hand': ['supervisor'],
	'admit-group': ['supervisor'],
	override: ['supervisor'],
	'settle-conflict': ['supervisor'],
	'print-inside-list': ['supervisor'],
	register: ['desk'],
	'replace-badge': ['desk'],
	'print-badge': ['desk'],
	'bind-temporary-badge': ['desk']
} as const satisfies Record<string, readonly GateRole[]>;
export type GateAct = keyof typeof GATE_RIGHTS;

export function mayAtGate(role: GateRole, act: GateAct): boolean {
	return (GATE_RIGHTS[act] as readonly GateRole[]).includes(role);
}

/** A slip is taken back by whoever made it within a minute; later only by a supervisor, who says why. */
export const OWN_UNDO_MS = 60_000;

export type UndoAnswer = 'may' | 'undo_needs_supervisor' | 'undo_needs_reason';

export function mayUndo(
	who: { readonly role: GateRole; readonly operatorId: string },
	scan: { readonly operatorId: string; readonly atMs: number },
	nowMs: number,
	reason: string
): UndoAnswer {
	const isOwn = scan.operatorId === who.operatorId && nowMs - scan.atMs <= OWN_UNDO_MS;
	if (isOwn && mayAtGate(who.role, 'undo-own')) return 'may';
	if (!mayAtGate(who.role, 'undo-any')) return 'undo_needs_supervisor';
	return reason.trim() === '' ? 'undo_needs_reason' : 'may';
}
