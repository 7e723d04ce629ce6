import { expect, test } from 'vitest';
import { imageConfig } from '../../../src/unpackers/image/image-config.js';
import { Configuration } from '../../../src/unpackers/image/schema.js';

test.each<[Test: unknown, words: readonly string[]]>([
  [
    ['CMD', 'node', 'check.js'],
    ['node', 'check.js'],
  ],
  [
    ['CMD-SHELL', 'curl -f x || exit 1'],
    ['/bin/sh', '-c', 'curl -f x || exit 1'],
  ],
  [['NONE'], []],
  [null, []],
  [{ odd: 1 }, []],
])('the health check %j', (Test, words) => {
  const configuration = Configuration.parse({ config: { Healthcheck: { Test } } });
  expect(imageConfig(configuration).healthCheck).toEqual(words);
});
