import { rateLimit } from '#lib/server/auth/rate.ts';

/** A person finds one mistake, a school perhaps a few; whoever sends more has to wait. */
const reports = rateLimit({ allowed: 10, windowMs: 10 * 60_000 });

/** Seconds to wait before another mistake may be reported from this address; 0 where it may, which is then counted. */
export const waitToReport = (address: string, now: Date): number => reports.take(address, now.getTime());
