import { ObjectToken, type Flow, type ProgramFlow } from '../program/index.js';

/** Names that the file of an entry exports. */
export function entryExports({ flow }: ProgramFlow, path: string): string[] {
  const names = new Set<string>();
  const file = flow.exportsOf.get(path);
  const values = file ? [file, ...exportedValues(flow, path)] : [];
  for (const token of values)
    for (const name of token.slots.keys()) if (name !== '*' && name !== '__esModule') names.add(name);
  return [...names].sort();
}

function exportedValues(flow: Flow, path: string): ObjectToken[] {
  const values = flow.valuesOf.get(path)?.tokens ?? [];
  return [...values].filter(
    (token): token is ObjectToken =>
      token instanceof ObjectToken && (token.form === 'exports' || token.form === 'literal'),
  );
}
