import { it } from 'vitest';
import { importsOf } from '../../../src/extractors/npm/module-imports.js';
import { expectLinear } from '../../support/expect-linear.js';

it.each(['require ( ', 'require("', 'from   ', 'import("a'])(
  'imported packages takes linear time for %j without end',
  (part) =>
    expectLinear(
      100_000,
      (size) => Buffer.from(part.repeat(size)),
      (bytes) => importsOf('a.js', bytes),
    ),
);
