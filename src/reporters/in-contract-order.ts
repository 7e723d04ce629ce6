/** See `CONTRACT_ORDER`: keys in their order; null where a value is printed as it is. Lists stand for their elements. */
export type KeyOrder = { readonly [key: string]: KeyOrder } | null;

type Keyed = Readonly<Record<string, unknown>>;

function hasOnlyKeysInOrder(source: Keyed, order: Keyed): boolean {
  const keys = Object.keys(order);
  let at = -1;
  return Object.keys(source).every((key) => (at = keys.indexOf(key, at + 1)) !== -1);
}

function isInOrder(value: unknown, order: KeyOrder): boolean {
  if (order === null || typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((element) => isInOrder(element, order));
  const source = value as Keyed;
  if (!hasOnlyKeysInOrder(source, order)) return false;
  for (const key in order) if (order[key] && !isInOrder(source[key], order[key])) return false;
  return true;
}

/** The value with the keys of the contract, in its order, and no other; the value itself when it has them so, as most have. */
export function inContractOrder(value: unknown, order: KeyOrder): unknown {
  if (order === null || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => inContractOrder(element, order));
  // Building an object key by key and printing it takes three times as long as printing one that is there.
  if (isInOrder(value, order)) return value;
  const source = value as Keyed;
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(order)) ordered[key] = inContractOrder(source[key], order[key] ?? null);
  return ordered;
}
