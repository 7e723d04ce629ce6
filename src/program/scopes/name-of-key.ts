import type { AnyNode } from 'acorn';

interface Keyed {
  readonly computed: boolean;
  readonly key: AnyNode;
}

/** The name of a property, of `.name`, `['name']`, `#name` or `1`; null if code computes it. */
export function nameOfKey({ computed, key }: Keyed): string | null {
  if (key.type === 'Literal') return String(key.value);
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Identifier' && !computed) return key.name;
  if (key.type === 'TemplateLiteral' && key.expressions.length === 0)
    return key.quasis[0]?.value.cooked ?? null;
  return null;
}
