import { provedByPattern, type PythonValue } from '../../program/index.js';
import type { PythonSchema } from '../python-data.js';
import { isHarmlessName } from './json-schema-node.js';

type Values = readonly PythonValue[];

/** A part of a JSON schema, and the schema around it, which its references are about. */
interface JsonSchema {
  readonly values: Values;
  readonly root: Values;
}

/** What a schema lets through: nothing that does harm, texts, or anything. */
type Verdict = 'value' | 'text' | 'open';

/** Schemas inside each other, and references, that are followed. */
const DEEPEST = 8;

function slot(values: Values, name: string): Values {
  return values.flatMap((value) =>
    value.kind === 'object' ? [...(value.slots.get(name)?.values.values() ?? [])] : [],
  );
}

function has(values: Values, name: string): boolean {
  return values.some((value) => value.kind === 'object' && value.slots.has(name));
}

function textsOf(values: Values): string[] {
  return values.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
}

/** The elements of a list, each by itself. */
function elementsOf(values: Values): Values[] {
  return values.flatMap((value) =>
    value.kind === 'object' ? [...value.slots.values()].map((cell) => [...cell.values.values()]) : [],
  );
}

/** What `#/definitions/id` refers to; nothing of another reference. */
function referred({ values, root }: JsonSchema): JsonSchema | null {
  const [reference = ''] = textsOf(slot(values, '$ref'));
  if (!reference.startsWith('#')) return null;
  const steps = reference.split('/').slice(1, DEEPEST + 1);
  const found = steps.reduce(slot, root);
  return found.length > 0 ? { values: found, root } : null;
}

function weaker(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0 || verdicts.includes('open')) return 'open';
  return verdicts.includes('text') ? 'text' : 'value';
}

/** Whether all data that fits the keywords of a schema is harmless. `format` proves nothing, because jsonschema ignores it by default. */
function isHarmless(values: Values, types: readonly string[]): boolean {
  const [pattern = ''] = textsOf(slot(values, 'pattern'));
  const others = types.filter((type) => !isHarmlessName('type', type));
  return (
    has(values, 'enum') ||
    has(values, 'const') ||
    (types.length > 0 && others.length === 0) ||
    // A pattern says nothing of what is no text.
    (others.length > 0 && others.every((type) => type === 'string') && provedByPattern(pattern) === 'value')
  );
}

/** Whether values are one schema: of several, code may check data by any. */
function isSchema(values: Values): boolean {
  return values.length === 1 && values[0]?.kind === 'object';
}

/** What a schema says of a value without its parts. */
function verdictOf({ values, root }: JsonSchema, depth = DEEPEST): Verdict {
  if (depth === 0 || !isSchema(values)) return 'open';
  const inner = (each: Values): Verdict => verdictOf({ values: each, root }, depth - 1);
  const types = [...textsOf(slot(values, 'type')), ...elementsOf(slot(values, 'type')).flatMap(textsOf)];
  const target = referred({ values, root });
  const all = new Set<Verdict>([
    ...(isHarmless(values, types) ? (['value'] as const) : []),
    ...(types.includes('string') && types.length === 1 ? (['text'] as const) : []),
    ...(target ? [verdictOf(target, depth - 1)] : []),
    ...elementsOf(slot(values, 'allOf')).map(inner),
    ...['anyOf', 'oneOf']
      .filter((keyword) => has(values, keyword))
      .map((keyword) => weaker(elementsOf(slot(values, keyword)).map(inner))),
  ]);
  if (all.has('value')) return 'value';
  return all.has('text') ? 'text' : 'open';
}

/** The schema of fields that a schema does not name; nothing if some of them have one by a pattern. */
function otherFields(values: Values): Values {
  return has(values, 'patternProperties') ? [] : slot(values, 'additionalProperties');
}

/** The schema of a part: of a field by its name, of an element by `[]`; null if none is known. */
function partSchema({ values, root }: JsonSchema, name: string, depth = DEEPEST): JsonSchema | null {
  if (depth === 0) return null;
  const own = name === '[]' ? slot(values, 'items') : slot(slot(values, 'properties'), name);
  if (own.length > 0) return { values: own, root };
  const target = referred({ values, root });
  const inner = [
    ...(target ? [target] : []),
    ...elementsOf(slot(values, 'allOf')).map((each) => ({ values: each, root })),
  ];
  for (const each of inner) {
    const found = partSchema(each, name, depth - 1);
    if (found) return found;
  }
  const others = name === '[]' ? [] : otherFields(values);
  return others.length > 0 ? { values: others, root } : null;
}

function ofJson(schema: JsonSchema): PythonSchema {
  const verdict = verdictOf(schema);
  return {
    key: `json ${schema.values.map((value) => value.key).join()}`,
    kind: verdict === 'open' ? null : verdict,
    part: (name) => {
      const part = partSchema(schema, name);
      return part && ofJson(part);
    },
  };
}

/** The JSON schema that a value is; null if the value may be another one, too. */
export function jsonSchemaOf(values: Values): PythonSchema | null {
  return isSchema(values) ? ofJson({ values, root: values }) : null;
}
