// How many numbers one order takes (Bandwidth: Port-Ins guide, "Limits"; 7490 beyond the first).

/** Any stand-alone order. */
export const MOST_IN_ORDER = 5_000
export const MOST_ON_NET = 999
/** Bandwidth turns a larger automated off-net order into one that is moved by hand. */
export const MOST_OFF_NET = 49
