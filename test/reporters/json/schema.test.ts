import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { CONTRACT_ORDER } from '../../../src/reporters/contract-order.js';
import { reportJsonSchema, reportSchema } from '../../../src/reporters/json/schema.js';
import { hostileReport } from '../../support/hostile-report.js';
import { cleanReport, emptyReport, hugeReport } from '../../support/sample-report.js';
import { smallReport } from '../../support/small-report.js';

const committed: object = JSON.parse(
  readFileSync(new URL('../../../schema/report-v1.schema.json', import.meta.url), 'utf8'),
);
const isValid = new Ajv2020({ strictTuples: false }).compile(committed);

test('the committed JSON Schema is the generated one: `node scripts/build-schema.mjs` writes it', () => {
  expect(JSON.stringify(committed)).toBe(JSON.stringify(reportJsonSchema()));
});

const REPORTS = { emptyReport, cleanReport, smallReport, hostileReport, hugeReport: () => hugeReport(30) };

test.each(Object.entries(REPORTS))('%s is valid for an independent validator and for zod', (_, build) => {
  const report: unknown = JSON.parse(JSON.stringify(build()));
  isValid(report);
  expect(isValid.errors ?? []).toEqual([]);
  expect(reportSchema.safeParse(report).error).toBeUndefined();
});

type Change = (report: Record<string, unknown>) => void;
const BROKEN: readonly [string, Change][] = [
  ['another version', (report) => (report['schemaVersion'] = 2)],
  ['a missing part', (report) => delete report['functions']],
  ['an unknown key', (report) => (report['extra'] = 1)],
  [
    'a word of no meaning',
    (report) => (report['artifacts'] = [{ ...cleanReport().artifacts[0], kind: 'floppy' }]),
  ],
  ['a negative count', (report) => (report['summary'] = { ...cleanReport().summary, functions: -1 })],
];

test.each(BROKEN)('%s is refused by both', (_, change) => {
  const report = structuredClone(cleanReport()) as unknown as Record<string, unknown>;
  change(report);
  expect(isValid(report)).toBe(false);
  expect(reportSchema.safeParse(report).success).toBe(false);
});

interface SchemaNode {
  readonly $ref?: string;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

/** Keys of an object in a JSON Schema, in order, with a union's first alternatives first. */
function keysOf(node: SchemaNode, at: readonly string[]): string[] {
  if (node.$ref !== undefined) {
    const { $defs } = committed as { $defs: Record<string, SchemaNode> };
    return keysOf($defs[node.$ref.replace('#/$defs/', '')] ?? {}, at);
  }
  if (node.items) return keysOf(node.items, at);
  if (node.anyOf) return node.anyOf.flatMap((branch) => keysOf(branch, at));
  return Object.entries(node.properties ?? {}).flatMap(([key, member]) => {
    const path = [...at, key];
    return [path.join('.'), ...keysOf(member, path)];
  });
}

function keysOfOrder(order: object, at: readonly string[]): string[] {
  return Object.entries(order).flatMap(([key, member]: [string, object | null]) => {
    const path = [...at, key];
    return [path.join('.'), ...(member === null ? [] : keysOfOrder(member, path))];
  });
}

test('JSON is printed in the order of the schema', () => {
  const order = keysOfOrder(CONTRACT_ORDER, []);
  const schema = [...new Set(keysOf(committed, []))];
  expect(order.filter((key) => !/evidence\.|functions\.findings\./.test(key))).toEqual(
    schema.filter((key) => !/evidence\.|functions\.findings\./.test(key)),
  );
  expect(new Set(order)).toEqual(new Set(schema));
});
