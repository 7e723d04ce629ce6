import { entriesOf, itemsOf } from '../../templates/index.js';

export type Block = Record<string, unknown>;

/** Whether only the deployment knows a block: what a variable became that is not resolved. */
export function isUnknown(value: unknown): boolean {
  const [entry, ...more] = entriesOf(value);
  return more.length === 0 && (entry?.[0] === 'Ref' || entry?.[0] === 'Fn::Sub');
}

/** Entries of a block, or of a list of blocks, with the path of each. */
export function entriesIn(
  value: unknown,
  path: readonly string[],
): (readonly [key: string, value: unknown, path: readonly string[]])[] {
  if (isUnknown(value)) return [];
  if (Array.isArray(value))
    return itemsOf(value).flatMap((item, at) => entriesIn(item, [...path, String(at)]));
  return entriesOf(value).map(([key, one]) => [key, one, [...path, key]]);
}

/** Paths of blocks that are not known, below a block or a list of blocks. */
export function unknownIn(value: unknown, path: string): string[] {
  if (isUnknown(value)) return [path];
  return Array.isArray(value) && itemsOf(value).some(isUnknown) ? [path] : [];
}

/** A block of named values; empty if only the deployment knows it. */
export function blockOf(value: unknown): Block {
  return Object.fromEntries(entriesIn(value, []).map(([key, one]) => [key, one]));
}
