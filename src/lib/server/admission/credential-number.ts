import * as v from 'valibot';
import { isCredentialNumber } from '#lib/domain/admission/token-payload.ts';

export const credentialNumber = v.pipe(v.string(), v.check(isCredentialNumber, 'field_invalid'));
