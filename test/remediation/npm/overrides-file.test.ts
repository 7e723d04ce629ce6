import { expect, test } from 'vitest';
import {
  allForced,
  forcedAt,
  forcedBelow,
  overridePath,
  withForced,
} from '../../../src/remediation/npm/overrides-file.js';

test.each([
  ['pnpm.overrides', false, '{"a":1}', '{"a":1,"pnpm": {"overrides":{"left":"1"}}}'],
  ['resolutions', false, '{"a":1}', '{"a":1,"resolutions": {"left":"1"}}'],
  ['pnpm.overrides', true, '', "overrides:\n  'left': '1'\n"],
])('%s, in settings: %s', (...[field, isYaml, text, expected]) => {
  const file = { name: 'file', text, isYaml };
  const path = [...overridePath(file, field), 'left'];
  const changed = withForced(file, path, '1');
  expect(changed).toEqual({ ...file, text: expected });
  expect([forcedAt(file, path), changed && forcedAt(changed, path)]).toEqual([undefined, '1']);
});

test('an override that needs manual work is left', () => {
  expect(
    withForced({ name: 'a', text: '{"overrides":1}', isYaml: false }, ['overrides', 'a'], '1'),
  ).toBeNull();
});

test.each<[forced: unknown, name: string, paths: readonly string[]]>([
  [
    { app: { qs: '1', x: { 'qs@6': '2' } }, qs: '3', 'qs@1': { '.': '4', side: '5' } },
    'qs',
    ['app.qs', 'app.x.qs@6'],
  ],
  [
    { 'a>qs': '1', 'a@1>qs@<6': '2', 'qs@>1': '3', 'qs@1 || >qs': '4', '@types/qs': '5', 'a>@types/qs': '6' },
    'qs',
    ['a>qs', 'a@1>qs@<6'],
  ],
  [
    { 'a/qs': '1', '**/qs': '2', '@s/a/qs': '3', 'a/@types/qs': '4', qsa: '5', 'a/qsa': '6' },
    'qs',
    ['a/qs', '**/qs', '@s/a/qs'],
  ],
  [{ 'a/@s/b': '1', '@s/b': '2', 'a>@s/b': '3' }, '@s/b', ['a/@s/b', 'a>@s/b']],
  [undefined, 'qs', []],
])('of %j, for what one brings alone are those of %s: %j', (forced, name, paths) => {
  expect([...forcedBelow(forced, name)].map(([path]) => path.join('.'))).toEqual(paths);
});

test('all that is forced is read from both kinds of files', () => {
  expect([
    allForced({ name: 'a', text: '{"overrides":{"b":"1"}}', isYaml: false }, ['overrides']),
    allForced({ name: 'a', text: 'overrides:\n  b: x\n', isYaml: true }, ['overrides']),
  ]).toEqual([{ b: '1' }, { b: 'x' }]);
});
