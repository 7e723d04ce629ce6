import { expect, test } from 'vitest';
import { bytesInMemory, DEFAULT_LIMITS } from '../../../src/files/index.js';
import { unpack } from '../../../src/unpackers/index.js';
import { addImage, layoutTar, setIndex, type Layout } from '../../support/image-builder.js';

test.each([
  ['arm64', ['amd64', 'arm64'], 'arm64', []],
  ['x86_64', ['arm64', 'amd64'], 'amd64', []],
  ['aarch64', ['amd64', 'arm64'], 'arm64', []],
  ['arm64', ['amd64', 's390x'], 'amd64', ['unresolved']],
  ['arm64', ['arm64', 'arm64'], 'arm64', ['unresolved']],
  [undefined, ['amd64', 'arm64'], 'amd64', ['unresolved']],
])(
  'functions on %s: of the images for %j, that for %s is read',
  async (...[architecture, all, chosen, codes]) => {
    const layout: Layout = new Map();
    const images = all.map((own, at) => {
      const layers = [[{ name: own }, { name: `image${at}` }]];
      return addImage(layout, { architecture: own, layers });
    });
    setIndex(layout, images);
    const origin = { kind: 'archive', name: 'image.tar', bytes: bytesInMemory(layoutTar(layout)) } as const;
    const { tree, problems } = await unpack(origin, DEFAULT_LIMITS, { architecture });
    expect([tree.files.has(chosen), problems.map(({ code }) => code)]).toEqual([true, codes]);
  },
);
