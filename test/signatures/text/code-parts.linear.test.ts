import { it } from 'vitest';
import { codeParts } from '../../../src/signatures/text/code-parts.js';
import { expectLinear } from '../../support/expect-linear.js';

const PARTS = [
  '/*',
  '"',
  "'\\",
  '`',
  '`${',
  '"""',
  '/',
  '=/',
  '=/[',
  '\\',
  '#',
  "'''",
  '= /a',
  '/*"',
  '(/\\',
  `[${'=/['.repeat(66)}]`,
];

it.each(PARTS)('code and texts are split in linear time for %j without end', (part) =>
  expectLinear(
    60_000,
    (size) => part.repeat(Math.ceil(size / part.length)),
    (script) => {
      codeParts(script, 'javascript');
      codeParts(script, 'python');
    },
  ),
);
