import { Dict, List, type Value } from './value.js';

function ownSize(value: Value): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof List) return value.items.length;
  return value instanceof Dict ? value.fields.size : 1;
}

/** Characters of a text; items of a list, and what these hold, which is what a list is joined or made flat of. */
export function sizeOf(value: Value): number {
  if (!(value instanceof List)) return ownSize(value);
  return value.items.reduce((sum: number, item) => sum + ownSize(item), value.items.length);
}
