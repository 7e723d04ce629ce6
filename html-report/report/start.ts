import type { FunctionView } from './model.js';

/**
 * What starts a function, from the most to the least open to strangers: whoever starts those of `side` inside is known and is
 * inside, all others may be started by anybody (`isExposed` of the model).
 */
export const STARTS = [
  { id: 'http', label: 'HTTP', side: 'outside', types: ['http'] },
  { id: 'other', label: 'Mail, other', side: 'outside', types: [] },
  { id: 'message', label: 'Messages', side: 'inside', types: ['queue', 'stream', 'topic'] },
  { id: 'storage', label: 'Storage', side: 'inside', types: ['storage'] },
  { id: 'schedule', label: 'Schedule', side: 'inside', types: ['schedule'] },
  { id: 'none', label: 'No trigger', side: 'unknown', types: [] },
] as const;

export type Start = (typeof STARTS)[number]['id'];

function startOfType(type: string): Start {
  return STARTS.find(({ types }) => (types as readonly string[]).includes(type))?.id ?? 'other';
}

/** The most open of what starts a function, by its configuration. */
export function startOf({ triggers }: FunctionView): Start {
  const starts = new Set(triggers.map(({ type }) => startOfType(type)));
  return STARTS.find(({ id }) => starts.has(id))?.id ?? 'none';
}

export function startLabel(start: Start): string {
  return STARTS.find(({ id }) => id === start)?.label ?? '';
}
