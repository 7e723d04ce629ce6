import { expect, test } from 'vitest';
import type { MountedFacts } from '../../../src/analysis/analysis.js';
import type { DataFlow, DataFlowFacts } from '../../../src/analysis/flow-facts.js';
import { storedBy, storedFor } from '../../../src/analysis/dataflow/stored-by.js';
import type { EnvironmentReference, FunctionSettings, ParameterValue } from '../../../src/model/index.js';
import { artifactOf, functionOf } from '../../support/model-builders.js';

const TABLE = 'arn:aws:dynamodb:<region>:<account>:table/orders';
const REFERENCE: EnvironmentReference = { name: 'TABLE', kind: 'arn', service: 'dynamodb', value: TABLE };

function settingsOf(fields: Partial<FunctionSettings>): FunctionSettings {
  return { environmentReferences: [REFERENCE], plainNames: null, ...fields } as FunctionSettings;
}

function nameOf(value: ParameterValue) {
  return { service: 'dynamodb', operation: 'DescribeTable', parameter: 'TableName', value };
}

const STEPS = [
  { path: 'index.js', line: 1, column: 1, text: 'event.body' },
  { path: 'index.js', line: 2, column: 1, text: 'put()' },
];

function mountOf(flow: Partial<DataFlow>): MountedFacts<DataFlowFacts>[] {
  const flows = [{ rule: null, notFrom: [], steps: STEPS, ...flow }];
  const entries = [{ path: 'index.js', isLikely: true, all: [0], handlers: [] }];
  const javascript = { flows, rules: [], entries, inner: [], problems: [] };
  return [{ path: '/var/task', artifact: artifactOf('a'), facts: { javascript, python: null } }];
}

const fn = functionOf('writer', { handler: 'index.handler', settings: settingsOf({}) });

test.each<readonly [value: ParameterValue, resources: readonly string[]]>([
  [{ kind: 'environment', name: 'TABLE' }, [TABLE]],
  [{ kind: 'literal', text: 'orders' }, [TABLE]],
  [{ kind: 'environment', name: 'UNKNOWN' }, []],
])('the resource that %j names', (value, resources) => {
  const found = storedBy(fn, mountOf({ into: nameOf(value), cleared: ['flows/path'] }));
  expect(found.map(({ resource }) => resource)).toEqual(resources);
  for (const { evidence, cleared } of found) {
    expect(evidence).toMatchObject([{ function: fn.id }, { function: fn.id, into: TABLE }]);
    expect(evidence[0]?.into).toBeUndefined();
    expect(cleared).toEqual(['flows/path']);
  }
});

test('what a schedule sends is stored by nobody outside', () => {
  const triggers = [{ type: 'schedule', detail: 'rate(1 hour)' }];
  const into = nameOf({ kind: 'literal', text: 'orders' });
  expect(storedBy({ ...fn, triggers }, mountOf({ into }))).toEqual([]);
});

const STORED = storedBy(
  fn,
  mountOf({ into: nameOf({ kind: 'literal', text: 'orders' }), cleared: ['flows/path'] }),
);
const FLOW: DataFlow = { rule: 'flows/command', notFrom: [], steps: STEPS };
const FROM_TABLE = nameOf({ kind: 'environment', name: 'TABLE' });
const STREAM = [{ arn: `${TABLE}/stream/*`, type: 'stream' }];

test.each<readonly [string, Partial<DataFlow>, Partial<FunctionSettings>, number]>([
  ['what it reads from the table', { from: FROM_TABLE }, {}, 1],
  ['another table', { from: nameOf({ kind: 'literal', text: 'customers' }) }, {}, 0],
  ['data that the writer made harmless for the rule', { from: FROM_TABLE, rule: 'flows/path' }, {}, 0],
  ['events of the table', {}, { eventSources: STREAM }, 1],
  ['parts of events that a stream has not', { notFrom: ['stream'] }, { eventSources: STREAM }, 0],
  ['events of another table', {}, { eventSources: [{ arn: `${TABLE}-2/stream/*`, type: 'stream' }] }, 0],
  ['data that goes into a resource', { rule: null }, { eventSources: STREAM }, 0],
])('a function gets: %s', (...[, flow, settings, count]) => {
  const reader = functionOf('reader', { settings: settingsOf(settings) });
  expect(storedFor(reader, { ...FLOW, ...flow }, STORED)).toHaveLength(count);
});
