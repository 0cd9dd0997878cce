export type RefusalParams = Readonly<Record<string, string | number>>;

export interface FieldProblem {
	/** Path of the field in the input, such as `members.2.fullName`. */
	readonly field: string;
	/** Message key without its `refusal_` prefix. */
	readonly code: string;
	readonly params?: RefusalParams;
}

/** An expected "no". `code` is a message key without its `refusal_` prefix; anything else thrown is a bug. */
export class Refusal extends Error {
	readonly code: string;
	readonly params: RefusalParams;
	readonly fields: readonly FieldProblem[];

	constructor(code: string, params: RefusalParams = {}, fields: readonly FieldProblem[] = []) {
		super(code);
		this.name = 'Refusal';
		this.code = code;
		this.params = params;
		this.fields = fields;
	}
}

/** A "no" to what stands in one field. */
export const fieldRefusal = (field: string, code: string, params: RefusalParams = {}): Refusal =>
	new Refusal('invalid', {}, [{ field, code, params }]);
