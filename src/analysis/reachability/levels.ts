/** How sure it is that something is loaded. */
export const LEVEL = { none: 0, may: 1, call: 2, start: 3 } as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];
