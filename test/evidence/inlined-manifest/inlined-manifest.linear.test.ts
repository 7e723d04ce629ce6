import { it } from 'vitest';
import { contentsOf } from '../../support/esbuild-bundle.js';
import { expectLinear } from '../../support/expect-linear.js';

it('many versions take linear time', () =>
  expectLinear(
    20_000,
    (size) => 'version:"1.2.3",name:"a",'.repeat(size),
    (text) => contentsOf({ 'out/index.js': text }),
  ));
