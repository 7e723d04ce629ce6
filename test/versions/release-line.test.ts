import { expect, test } from 'vitest';
import { releaseLine } from '../../src/versions/index.js';

test.each([
  ['4.17.1', '4'],
  ['v2.0.0-rc.1', '2'],
  ['0.21.0', '0.21'],
  ['0', '0.0'],
  ['10', '10'],
  ['latest', 'latest'],
])('%s is of %s', (version, line) => {
  expect(releaseLine(version)).toBe(line);
});
