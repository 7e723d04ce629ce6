import { it } from 'vitest';
import { contentsOf } from '../../support/esbuild-bundle.js';
import { expectLinear } from '../../support/expect-linear.js';

it('is linear in lines, marks and slashes', async () => {
  const textOf = (size: number): string => {
    const marks = '// node_modules/a/index.js\n/***/ \n'.repeat(2 * size);
    const keys = '"node_modules/a.js"(a,b)\n,"./node_modules/:'.repeat(size);
    return `${marks}${'/'.repeat(20 * size)}\n${keys}`;
  };
  await expectLinear(10_000, textOf, (text) => contentsOf({ 'out/index.js': text }));
});
