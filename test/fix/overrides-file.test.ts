import { expect, test } from 'vitest';
import { forcedAt, overridePath, withForced } from '../../src/fix/overrides-file.js';

test.each([
  ['pnpm.overrides', false, '{"a":1}', '{"a":1,"pnpm":{"overrides":{"left":"1"}}}'],
  ['resolutions', false, '{"a":1}', '{"a":1,"resolutions":{"left":"1"}}'],
  ['pnpm.overrides', true, '', "overrides:\n  'left': '1'\n"],
])('%s, in settings: %s', (...[field, isYaml, text, expected]) => {
  const file = { name: 'file', text, isYaml };
  const path = [...overridePath(file, field), 'left'];
  const changed = withForced(file, path, '1');
  expect(changed).toEqual({ ...file, text: expected });
  expect([forcedAt(file, path), changed && forcedAt(changed, path)]).toEqual([undefined, '1']);
});

test('what a person has to write is left', () => {
  expect(
    withForced({ name: 'a', text: '{"overrides":1}', isYaml: false }, ['overrides', 'a'], '1'),
  ).toBeNull();
});
