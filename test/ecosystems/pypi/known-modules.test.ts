import { expect, test } from 'vitest';
import { isKnownModule, packageOfModule } from '../../../src/ecosystems/pypi/known-modules.js';

test.each([
  ['yaml', true, 'PyYAML'],
  ['requests', true, 'requests'],
  ['dateutil', true, 'python-dateutil'],
  ['my_own', false, 'my_own'],
  ['constructor', false, 'constructor'],
])('%s', (name, isKnown, provider) => {
  expect([isKnownModule(name), packageOfModule(name)]).toEqual([isKnown, provider]);
});
