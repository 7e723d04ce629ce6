import { expect, it } from 'vitest';
import { isDeployed } from '../../src/model/artifact.js';

it.each([
  [{ kind: 'function', path: 'fn.zip', codeSha256: 'AAAA' }, true],
  [{ kind: 'layer', path: 'layer.zip', codeSha256: 'AAAA' }, true],
  [{ kind: 'function', path: 'src/fn' }, false],
  [{ kind: 'function', path: '../fn' }, false],
  [{ kind: 'function', path: './fn' }, false],
  [{ kind: 'function', path: '.aws-sam/build/Fn' }, true],
  [{ kind: 'function', path: 'app/cdk.out/asset.1' }, true],
  [{ kind: 'function', path: 'my-cdk.out/asset.1' }, false],
  [{ kind: 'image', path: 'image.tar' }, true],
] as const)('%j is deployed as it is: %s', (artifact, expected) =>
  expect(isDeployed(artifact)).toBe(expected),
);
