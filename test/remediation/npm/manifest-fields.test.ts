import { expect, test } from 'vitest';
import { requires, valueAt } from '../../../src/remediation/npm/manifest-fields.js';

const MANIFEST =
  '\ufeff{"dependencies":{"left":"1"},"devDependencies":{"right":"2","mine":"file:../mine"},"overrides":{"deep":"3"}}';

test.each([
  [['dependencies', 'left'], '1'],
  [['dependencies', 'constructor'], undefined],
  [['dependencies', 'left', 'length'], undefined],
  [['nothing', 'there'], undefined],
])('at %j there is %j', (path, value) => {
  expect(valueAt(MANIFEST, path)).toBe(value);
});

test.each([
  ['left', true],
  ['right', true],
  ['deep', false],
  ['mine', false],
  ['__proto__', false],
])('it requires %s itself: %s', (name, asks) => {
  expect(requires(MANIFEST, name)).toBe(asks);
});
