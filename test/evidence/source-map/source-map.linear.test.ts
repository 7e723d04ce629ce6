import { expect, it } from 'vitest';
import { contentsOf, totalOf } from '../../support/esbuild-bundle.js';
import { expectLinear } from '../../support/expect-linear.js';

it('a hostile map is read in linear time', async () => {
  const mapAndText = (size: number) => ({
    map: JSON.stringify({
      version: 3,
      sources: ['../node_modules/a/index.js', '../src/index.ts'],
      mappings: `AAAA${',AAAA'.repeat(4 * size)}${';'.repeat(4 * size)}AAAA`,
    }),
    text: `${'a;'.repeat(size)}\n`,
  });
  await expectLinear(50_000, mapAndText, async ({ map, text }) =>
    expect(totalOf(await contentsOf({ 'out/index.js': text, 'out/index.js.map': map }))).toBe(text.length),
  );
});
