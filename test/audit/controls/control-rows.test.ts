import { expect, test } from 'vitest';
import { controlRows, fieldWords, FRAMEWORKS } from '../../../src/audit/controls/control-rows.js';
import type { EvidenceRecord } from '../../../src/audit/record.js';
import { evidenceJsonSchema } from '../../../src/audit/schema.js';

const EMPTY = {
  advisories: [],
  functions: [],
  components: [],
  findings: [],
  exceptions: [],
  gaps: [],
  acceptedGaps: [],
  notCovered: [],
  permissions: [],
  trend: [],
} as unknown as EvidenceRecord;

interface ListSchema {
  readonly properties: Readonly<Record<string, { readonly items: { readonly properties: object } }>>;
}

test.each(
  FRAMEWORKS.flatMap(({ name, controls }) => controls.map((control) => [name, control.id, control] as const)),
)(
  '%s %s names fields that a record has, and what it does not answer',
  (_name, _id, { about, answers, notAnswered }) => {
    const { properties } = evidenceJsonSchema() as ListSchema;
    const unknown = answers.filter(({ field: { list, key } }) => {
      const items = properties[list]?.items;
      return !items || (key !== undefined && !Object.hasOwn(items.properties, key));
    });
    expect(unknown.map(({ field }) => fieldWords(field))).toEqual([]);
    for (const text of [about, notAnswered, ...answers.map(({ says }) => says)])
      expect(text).toMatch(/\w.*\.$/);
  },
);

test('each requirement stands once', () => {
  for (const { controls } of FRAMEWORKS) {
    const ids = controls.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test('an answer counts the rows that its field names', () => {
  const findings = ['secret', 'secret', 'advisory'].map((kind) => ({ kind, rule: 'x', severity: 'high' }));
  const rows = controlRows({ ...EMPTY, findings } as unknown as EvidenceRecord);
  const hardCoded = rows.find(({ id }) => id === '8.6.2');
  expect(hardCoded?.answers.map(({ field, count }) => [field, count])).toEqual([
    ['findings[kind=secret]', 2],
    ['findings[rule=environment-secret]', 0],
  ]);
  expect(rows.filter(({ framework }) => framework.startsWith('Serverless')).length).toBe(12);
});
