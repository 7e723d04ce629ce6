/** See `CONTRACT_ORDER`: keys in their order; null where a value is printed as it is. Lists stand for their elements. */
export type KeyOrder = { readonly [key: string]: KeyOrder } | null;

/** The value with the keys of the contract, in its order, and no other. */
export function inContractOrder(value: unknown, order: KeyOrder): unknown {
  if (order === null || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => inContractOrder(element, order));
  const source = value as Readonly<Record<string, unknown>>;
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(order)) ordered[key] = inContractOrder(source[key], order[key] ?? null);
  return ordered;
}
