import { expect, it } from 'vitest';
import { dockerArchive, layoutTar, openImageBytes as open } from '../../support/image-builder.js';

it('keeps of variables that load code where it lies, and not their values', async () => {
  const Env = ['NODE_OPTIONS=--max-old-space-size=9 --require /tmp/late.js', 'LD_PRELOAD=/usr/x.so', 'A=b'];
  const opened = await open(layoutTar(dockerArchive({ layers: [], config: { Env } })));
  expect(opened.image?.environmentHooks).toEqual([
    { name: 'LD_PRELOAD', code: 'function', vendor: null },
    { name: 'NODE_OPTIONS', code: 'elsewhere', vendor: null },
  ]);
  expect(JSON.stringify(opened.image)).not.toMatch(/late|x\.so/);
});
