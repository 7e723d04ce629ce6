import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { withYamlString, yamlEntries, yamlValue } from '../../../src/remediation/npm/workspace-yaml.js';

const PLACE = ['overrides', 'qs@<6.14.1'] as const;

test.each<[before: string, after: string]>([
  ['', "overrides:\n  'qs@<6.14.1': '^6.14.1'\n"],
  ['# ours', "# ours\noverrides:\n  'qs@<6.14.1': '^6.14.1'\n"],
  ['packages:\n- "apps/*" # all\n', "packages:\n- \"apps/*\" # all\noverrides:\n  'qs@<6.14.1': '^6.14.1'\n"],
  [
    'overrides:\n    left: 1 # why\n\n# end\nnodeLinker: hoisted\n',
    "overrides:\n    left: 1 # why\n    'qs@<6.14.1': '^6.14.1'\n\n# end\nnodeLinker: hoisted\n",
  ],
  [
    'packages:\r\n  - a\r\noverrides:\r\n  left: 1\r\n# end\r\n',
    "packages:\r\n  - a\r\noverrides:\r\n  left: 1\r\n  'qs@<6.14.1': '^6.14.1'\r\n# end\r\n",
  ],
  ['a: 1\r\nb: 2', "a: 1\r\nb: 2\r\noverrides:\r\n  'qs@<6.14.1': '^6.14.1'\r\n"],
  ['\ufeffa: 1\n', "\ufeffa: 1\noverrides:\n  'qs@<6.14.1': '^6.14.1'\n"],
  ["overrides:\n  'qs@<6.14.1': 6.14.0 # old", "overrides:\n  'qs@<6.14.1': '^6.14.1' # old"],
])('%j becomes %j', (before, after) => {
  expect(withYamlString(before, PLACE, '^6.14.1')).toBe(after);
  expect(parse(after)).toMatchObject({ overrides: { 'qs@<6.14.1': '^6.14.1' } });
  expect(yamlValue(after, PLACE)).toBe('^6.14.1');
});

test.each([
  '[1]',
  '{overrides: {}}',
  'overrides: {a: 1}',
  'overrides:\n',
  'a: [',
  'overrides:\n  a:\n    b: 1\n',
  "overrides:\n  'qs@<6.14.1': |-\n    1\n  left: 1\n",
  'overrides:\n  left: |\n    1\nnodeLinker: hoisted\n',
  'overrides:\n  left: |\n    1\n',
  'nodeLinker: hoisted\n...\n',
  '  nodeLinker: hoisted\n',
  'text',
])('%j is for a person to change', (text) => {
  expect(withYamlString(text, PLACE, '1')).toBeNull();
});

test('a missing value gives undefined', () => {
  expect(['', 'overrides: 1', '[', 'packages: []'].map((text) => yamlValue(text, PLACE))).toEqual(
    Array.from({ length: 4 }),
  );
});

test('all entries of a map are reported', () => {
  expect(yamlEntries("overrides:\n  'a>b': 1\n  c: d\n", 'overrides')).toEqual({ 'a>b': 1, c: 'd' });
  expect(['', 'overrides: 1', '['].map((text) => yamlEntries(text, 'overrides'))).toEqual(
    Array.from({ length: 3 }),
  );
});
