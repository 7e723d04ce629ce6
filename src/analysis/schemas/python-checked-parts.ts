import type { CheckKind } from '../../program/index.js';
import type { PythonSchema } from '../python-data.js';

/** Steps of the way to a part: `['id']`, `.id`, or one by a key that code computes. */
const STEPS = /\['([^']*)'\]|\.(\w+)|\.\*|\[[^\]]*\]/g;

/** Characters of the keys of schemas that hold together: of more, the last one holds. */
const LONGEST_KEY = 400;

/** Anything, and so are its parts. */
const OPEN: PythonSchema = { key: 'open', kind: null, part: () => OPEN };

interface Part {
  /** Names that lead to it. */
  readonly steps: readonly string[];
  readonly kind: CheckKind;
}

/** The names that lead to a part; null if code computes one of them. */
function stepsTo(path: string): readonly string[] | null {
  const steps = [...path.matchAll(STEPS)].map(([, key, member]) => key ?? member ?? null);
  return steps.every((step) => step !== null) ? steps : null;
}

function ofParts(parts: readonly Part[], kind: CheckKind | null): PythonSchema {
  const key = parts.map((part) => `${part.steps.join('.')} ${part.kind}`).join();
  return {
    key: `parts ${kind ?? ''} ${key}`,
    kind,
    part: (name) => {
      const inner = parts.filter(({ steps: [first] }) => first === name);
      const own = inner.find(({ steps }) => steps.length === 1);
      const below = inner.filter(({ steps }) => steps.length > 1);
      return inner.length === 0
        ? OPEN
        : ofParts(
            below.map((part) => ({ ...part, steps: part.steps.slice(1) })),
            own?.kind ?? null,
          );
    },
  };
}

/** Data that code has checked, and parts of it: `['id']`, `['item']['id']`; null if nothing is known of it. */
export function checkedParts(
  kinds: ReadonlyMap<string, CheckKind>,
  kind: CheckKind | null = null,
): PythonSchema | null {
  const parts = [...kinds].flatMap(([path, each]) => {
    const steps = stepsTo(path);
    return steps ? [{ steps, kind: each }] : [];
  });
  return parts.length > 0 || kind ? ofParts(parts, kind) : null;
}

/** Data that fits both of two schemas. */
export function bothSchemas(a: PythonSchema | null, b: PythonSchema | null): PythonSchema | null {
  if (!a || !b || a === b || a.key.includes(b.key)) return a ?? b;
  if (a.key.length + b.key.length > LONGEST_KEY) return b;
  return {
    key: `${a.key} & ${b.key}`,
    kind: [a.kind, b.kind].includes('value') ? 'value' : (a.kind ?? b.kind),
    part: (name) => bothSchemas(a.part(name), b.part(name)),
  };
}

/** A schema that says nothing of some parts: code has given them other values. */
export function withoutParts(schema: PythonSchema | null, paths: readonly string[]): PythonSchema | null {
  if (!schema || paths.length === 0) return schema;
  const steps = paths.map(stepsTo);
  // All parts where code computes which one it is.
  const isOpen = (name: string): boolean => steps.some((each) => !each || each[0] === name);
  const key = `${schema.key} without ${paths.join()}`;
  return key.length > LONGEST_KEY
    ? null
    : { key, kind: schema.kind, part: (name) => (isOpen(name) ? OPEN : schema.part(name)) };
}
