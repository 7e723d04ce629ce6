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
  signatures: { version: '1', count: 1 },
  scope: { kind: 'scan' },
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
    ['findings[rule=environment-secret]', null],
  ]);
  expect(rows.filter(({ framework }) => framework.startsWith('Serverless')).length).toBe(12);
});

function answersOf(record: Partial<EvidenceRecord>) {
  const rows = controlRows({ ...EMPTY, ...record });
  return new Map(
    rows.flatMap(({ answers }) => answers.map(({ field, count, says }) => [field, { count, says }])),
  );
}

const SWEEP = { scope: { kind: 'sweep' } } as unknown as EvidenceRecord;

test('a scan offers no trend, and says so where a sweep would have one', () => {
  expect([...answersOf({}).keys()]).not.toContain('trend');
  expect(answersOf(SWEEP).get('trend')?.count).toBe(0);
  const logs = controlRows(EMPTY).find(({ id }) => id.startsWith('SAS-5'));
  expect(logs).toMatchObject({ answers: [], notAnswered: expect.stringMatching(/a scan has no history\.$/) });
});

test('a scan does not know what is deployed', () => {
  const texts = (rows: ReturnType<typeof controlRows>) =>
    rows.flatMap(({ answers, notAnswered }) => [notAnswered, ...answers.map(({ says }) => says)]).join('\n');
  const scan = texts(controlRows(EMPTY));
  expect(scan.replaceAll('Whether the examined files are what is deployed.', '')).not.toMatch(/deployed|\{/);
  expect(texts(controlRows({ ...EMPTY, ...SWEEP }))).toMatch(/of deployed code/);
});

test.each<[field: string, record: object, count: number | null]>([
  ['findings[kind=permission]', {}, null],
  ['findings[kind=permission]', { permissions: [{ needed: [], granted: [] }] }, null],
  ['findings[kind=permission]', { permissions: [{ needed: [], granted: ['s3:* on *'] }] }, 0],
  ['findings[kind=configuration]', { functions: [{ exposure: null, account: null }] }, null],
  ['findings[kind=configuration]', { functions: [{ exposure: 'internal', account: null }] }, 0],
  ['functions[exposure=public|unknown|null]', { functions: [{ exposure: 'internal' }] }, 0],
  ['functions[exposure=public|unknown|null]', { functions: [{ exposure: null }] }, 1],
  ['findings[kind=secret]', {}, null],
  ['findings[kind=secret]', { components: [{ examined: null }] }, null],
  ['findings[kind=secret]', { components: [{ examined: ['malware'] }, { examined: ['secret'] }] }, 0],
  ['findings[kind=injection]', { components: [{ examined: ['malware'] }] }, null],
  ['findings[kind=injection]', { components: [{ examined: ['injection'] }] }, 0],
  ['findings[kind=drift]', { components: [{ examined: [] }] }, null],
  ['findings[kind=drift]', { components: [{ examined: ['drift'] }] }, 0],
  ['findings[rule=flows/pattern]', { components: [{ examined: ['secret'] }] }, null],
  ['findings[rule=flows/pattern]', { components: [{ examined: ['injection'] }] }, 0],
  ['findings[rule=runtime-end]', { functions: [{ runtime: null }] }, null],
  ['findings[rule=runtime-end]', { functions: [{ runtime: 'nodejs20.x' }] }, 0],
  ['findings[kind=advisory]', {}, null],
  ['permissions', { permissions: [{ needed: null, granted: [] }] }, null],
])('%s in %j: %s', (field, record, count) => {
  expect(answersOf(record as Partial<EvidenceRecord>).get(field)?.count).toBe(count);
});

const MALICIOUS = 'findings[kind=malware|typosquat|install-script|tamper|hook]';

test('a field of several kinds names those that were not examined', () => {
  const components = [{ examined: ['malware', 'typosquat', 'install-script', 'hook'] }];
  const findings = [{ kind: 'malware', rule: 'x', severity: 'high' }];
  const rows = controlRows({ ...EMPTY, components, findings } as unknown as EvidenceRecord);
  const answers = rows.flatMap((row) => row.answers);
  expect(answers.find(({ field }) => field === MALICIOUS)).toMatchObject({
    count: 1,
    notExamined: ['tamper'],
  });
});

test('without anything examined, no field of findings says that there are none', () => {
  const rows = controlRows(EMPTY).flatMap(({ answers }) => answers);
  const counted = rows.filter(({ field, count }) => field.startsWith('findings') && count !== null);
  expect(counted.map(({ field }) => field)).toEqual(['findings[severity=critical|high]']);
});
