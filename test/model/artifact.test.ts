import { expect, it } from 'vitest';
import { isDeployed } from '../../src/model/artifact.js';

it.each([
  [{ kind: 'function', codeSha256: 'AAAA' }, true],
  [{ kind: 'layer', codeSha256: 'AAAA' }, true],
  [{ kind: 'function' }, false],
  [{ kind: 'image' }, true],
] as const)('%j is deployed as it is: %s', (artifact, expected) =>
  expect(isDeployed(artifact)).toBe(expected),
);
