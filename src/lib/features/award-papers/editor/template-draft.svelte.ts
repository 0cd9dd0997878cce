import { faultsOfTemplate, type Block, type BlockKind, type Template } from '#lib/domain/honours/template.ts';
import type { Box } from '#lib/domain/honours/paper.ts';

export type Draft = Omit<Template, 'key' | 'version'>;

/** What is chosen: a block by its place in the list, or the room for signature and seal. */
export type Chosen = number | 'seal' | null;

const MOST_STEPS = 100;
const GRID = 0.5;

/** To the grid of half a millimetre. */
export const onGrid = (value: number): number => Math.round(value / GRID) * GRID;

/** A template that is being edited: every change is a step that can be taken back. */
export class TemplateEditing {
	draft = $state.raw<Draft>() as Draft;
	chosen = $state<Chosen>(null);
	#before = $state.raw<readonly Draft[]>([]);
	#after = $state.raw<readonly Draft[]>([]);
	/** What it was before a movement that is still going on. */
	#held: Draft | null = null;
	readonly faults = $derived.by(() => faultsOfTemplate(this.draft));

	constructor(start: Draft) {
		this.draft = start;
	}

	get canUndo(): boolean {
		return this.#before.length > 0;
	}

	get canRedo(): boolean {
		return this.#after.length > 0;
	}

	/** One step. */
	change(next: Partial<Draft>): void {
		this.#before = [...this.#before, this.#held ?? this.draft].slice(-MOST_STEPS);
		this.#after = [];
		this.#held = null;
		this.draft = { ...this.draft, ...next };
	}

	undo(): void {
		const last = this.#before.at(-1);
		if (!last) return;
		this.#after = [...this.#after, this.draft];
		this.#before = this.#before.slice(0, -1);
		this.#show(last);
	}

	redo(): void {
		const next = this.#after.at(-1);
		if (!next) return;
		this.#before = [...this.#before, this.draft];
		this.#after = this.#after.slice(0, -1);
		this.#show(next);
	}

	#show(draft: Draft): void {
		this.draft = draft;
		if (typeof this.chosen === 'number' && this.chosen >= draft.blocks.length) this.chosen = null;
	}

	boxOf(which: Chosen): Box | null {
		if (which === null) return null;
		return which === 'seal' ? this.draft.seal : (this.draft.blocks[which]?.box ?? null);
	}

	#with(which: Exclude<Chosen, null>, box: Box): Partial<Draft> {
		return which === 'seal' ? { seal: box } : { blocks: this.#replaced(which, { box }) };
	}

	#replaced(which: number, changed: Partial<Block>): Block[] {
		return this.draft.blocks.map((block, at) => (at === which ? { ...block, ...changed } : block));
	}

	/** Shows a box elsewhere while it is being moved; `drop` makes one step of it. */
	drag(which: Exclude<Chosen, null>, box: Box): void {
		this.#held ??= this.draft;
		this.draft = { ...this.draft, ...this.#with(which, box) };
	}

	drop(): void {
		if (this.#held) this.change({});
	}

	move(which: Exclude<Chosen, null>, box: Box): void {
		this.change(this.#with(which, box));
	}

	edit(which: number, changed: Partial<Block>): void {
		this.change({ blocks: this.#replaced(which, changed) });
	}

	add(kind: BlockKind): void {
		const { sheet, blocks } = this.draft;
		const isCode = kind === 'code';
		const isEmblem = kind === 'emblem';
		const [width, height] = isCode ? [24, 28] : isEmblem ? [30, 30] : [100, 8];
		const block: Block = {
			kind,
			box: { x: onGrid((sheet.width - width) / 2), y: onGrid((sheet.height - height) / 2), width, height },
			face: 'regular',
			colour: '#000000',
			align: 'center',
			steps: isEmblem ? [] : [{ lines: 1, largest: isCode ? 7 : 12, smallest: isCode ? 6 : 10 }],
			isVariable: kind !== 'text' && !isEmblem,
			...(kind === 'text' && { text: '…' })
		};
		this.change({ blocks: [...blocks, block] });
		this.chosen = blocks.length;
	}

	remove(which: number): void {
		this.change({ blocks: this.draft.blocks.filter((_, at) => at !== which) });
		this.chosen = null;
	}
}
