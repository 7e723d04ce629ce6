import { expect, test } from 'vitest';
import { isStandardModule } from '../../../src/ecosystems/pypi/standard-modules.js';

test.each([
  ['json', true],
  ['distutils', true],
  ['tomllib', true],
  ['urllib2', true],
  ['_ctypes', true],
  ['boto3', false],
  ['toString', false],
])('%s comes with Python: %s', (name, expected) => expect(isStandardModule(name)).toBe(expected));
