/** Questions from a conference's hall, for whoever looks: only those that the desk has let through. */
export const ASKING_NAMESPACE = '/asking';

export interface ShownQuestion {
	readonly id: string;
	readonly text: string;
	/** As who asked said; null where they asked without a name. */
	readonly unitName: string | null;
	/** So many others asked the same. */
	readonly others: number;
}

export interface AskingView {
	readonly isOpen: boolean;
	/** The question that is being answered. */
	readonly current: ShownQuestion | null;
	/** Those that come after it, in their order. */
	readonly next: readonly ShownQuestion[];
}

export interface FromAskingViewer {
	/** From then on the viewer hears of every change. */
	look(message: { readonly conferenceId: string }, answer: (view: AskingView | null) => void): void;
}

export interface ToAskingViewer {
	changed(message: { readonly conferenceId: string }): void;
}
