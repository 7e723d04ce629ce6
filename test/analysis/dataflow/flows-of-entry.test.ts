import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const CODE = "exports.handler = async (event) => require('js-yaml').load(event.body);";
const broken = (files: Readonly<Record<string, string>>): Promise<string[]> =>
  rulesBroken({ 'index.js': CODE, ...files }, SHIPPED_FLOWS);
const asking = (range: unknown, field = 'dependencies'): string =>
  JSON.stringify({ [field]: { 'js-yaml': range } });

test.each([
  ['^3.14.1', true],
  ['3', true],
  ['>=3.1.0', true],
  ['~4.1', false],
  ['4.1.0', false],
  ['13.0.0', false],
  ['latest', false],
  ['npm:other@3', false],
  [3, false],
])('a rule about releases below 4 and the range %s: %s', async (range, is) => {
  expect((await broken({ 'package.json': asking(range) })).includes('flows/deserialize')).toBe(is);
});

test('what is installed counts, not what is asked for', async () => {
  const files = {
    'package.json': asking('^4.0.0'),
    'node_modules/js-yaml/package.json': JSON.stringify({ name: 'js-yaml', version: '3.14.1' }),
  };
  expect(await broken(files)).toContain('flows/deserialize');
});

test('a package that a bundler took in is asked for where programs are made', async () => {
  expect(await broken({ 'package.json': asking('^3.0.0', 'devDependencies') })).toContain(
    'flows/deserialize',
  );
});

test('of a release that nothing tells no rule about releases holds', async () => {
  expect(await broken({})).toEqual([]);
  expect(await broken({ 'package.json': '{}' })).toEqual([]);
});
