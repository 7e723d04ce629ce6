import type { FunctionView } from './model.js';

/** Who can start a function, from the most to the least open to strangers. */
export const STARTS = [
  { id: 'public', label: 'Anybody', side: 'outside' },
  { id: 'account', label: 'Identified', side: 'outside' },
  { id: 'unknown', label: 'Callers not known', side: 'unknown' },
  { id: 'none', label: 'Not known', side: 'unknown' },
  { id: 'noneSeen', label: 'No trigger', side: 'unknown' },
  { id: 'internal', label: 'Internal', side: 'inside' },
] as const;

export type Start = (typeof STARTS)[number]['id'];

export function startOf({ exposure }: FunctionView): Start {
  return exposure?.level ?? 'none';
}

export function startLabel(start: Start): string {
  return STARTS.find(({ id }) => id === start)?.label ?? '';
}
