import * as v from 'valibot';
import type { Rules } from './rules.ts';
import { RulesSchema } from './rules.ts';

/** Rules from the text that was stored when they were validated, with the defaults of settings that came later. */
export function storedRules(json: string): Rules {
	return v.parse(RulesSchema, JSON.parse(json));
}
