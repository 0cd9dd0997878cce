/** The rules use something that this version of the recount does not know: better no count than a wrong one. */
export class NotCounted extends Error {
	readonly at: string;
	constructor(at: string) {
		super(`not counted by this version: ${at}`);
		this.at = at;
	}
}

/** The text is not of the form that it claims to be. */
export class NotReadable extends Error {
	readonly at: string;
	constructor(at: string, why: string) {
		super(`${at}: ${why}`);
		this.at = at;
	}
}

/** One object of the file and where it stands. Every member is asked for by name; one that nobody knows stops the count. */
export class Box {
	readonly at: string;
	readonly #of: Readonly<Record<string, unknown>>;

	constructor(value: unknown, at: string) {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) {
			throw new NotReadable(at, 'an object is needed');
		}
		this.at = at;
		this.#of = value as Record<string, unknown>;
	}

	/** The members that a count may depend on; any other stops it. */
	only(...known: readonly string[]): this {
		for (const [key, value] of Object.entries(this.#of)) {
			if (value !== undefined && !known.includes(key)) throw new NotCounted(this.path(key));
		}
		return this;
	}

	path(key: string): string {
		return this.at === '' ? key : `${this.at}.${key}`;
	}

	has(key: string): boolean {
		return this.#of[key] !== undefined && this.#of[key] !== null;
	}

	all(): Readonly<Record<string, unknown>> {
		return this.#of;
	}

	raw(key: string): unknown {
		return this.#of[key];
	}

	text(key: string, otherwise?: string): string {
		const value = this.#of[key] ?? otherwise;
		if (typeof value !== 'string') throw new NotReadable(this.path(key), 'a text is needed');
		return value;
	}

	textOrNull(key: string): string | null {
		return this.has(key) ? this.text(key) : null;
	}

	/** One of the words that this version knows. */
	word<const W extends string>(key: string, words: readonly W[], otherwise?: W): W {
		const value = this.text(key, otherwise);
		const known = words.find((word) => word === value);
		if (known === undefined) throw new NotCounted(`${this.path(key)} ${value}`);
		return known;
	}

	number(key: string, otherwise?: number): number {
		const value = this.#of[key] ?? otherwise;
		if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
			throw new NotReadable(this.path(key), 'a whole number is needed');
		}
		return value;
	}

	flag(key: string, otherwise: boolean): boolean {
		const value = this.#of[key] ?? otherwise;
		if (typeof value !== 'boolean') throw new NotReadable(this.path(key), 'true or false is needed');
		return value;
	}

	box(key: string, otherwise?: object): Box {
		return new Box(this.#of[key] ?? otherwise, this.path(key));
	}

	boxes(key: string): Box[] {
		return this.list(key).map((item, index) => new Box(item, `${this.path(key)}[${index}]`));
	}

	texts(key: string): string[] {
		return this.list(key).map((item, index) => {
			if (typeof item !== 'string') throw new NotReadable(`${this.path(key)}[${index}]`, 'a text is needed');
			return item;
		});
	}

	list(key: string): readonly unknown[] {
		const value = this.#of[key] ?? [];
		if (!Array.isArray(value)) throw new NotReadable(this.path(key), 'a list is needed');
		return value;
	}
}
