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
];

it.each(PARTS)('code and texts are split in linear time for %j without end', (part) =>
  expectLinear(
    60_000,
    (size) => part.repeat(size),
    (script) => {
      codeParts(script, 'javascript');
      codeParts(script, 'python');
    },
  ),
);
