import { it } from 'vitest';
import { contentsOf } from '../../support/esbuild-bundle.js';
import { expectLinear } from '../../support/expect-linear.js';

it('comments that never end take linear time', () =>
  expectLinear(
    20_000,
    (size) => '/*!'.repeat(2 * size) + '/**  @license'.repeat(size),
    (text) => contentsOf({ 'out/index.js': text }),
  ));
