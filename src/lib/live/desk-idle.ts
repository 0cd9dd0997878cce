/** A tablet that works at the desk sleeps so long after it was last touched: its PIN is asked again. */
export const DESK_IDLE_MS = 30 * 60_000;
