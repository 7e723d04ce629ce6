import { expect, it, test } from 'vitest';
import { describedArtifact } from '../../src/sbom/index.js';

const [FN, LAYER, IMAGE] = (['function', 'layer', 'image'] as const).map((kind) => ({ kind }));

it.each([
  [[FN!], FN],
  [[LAYER!, FN!], FN],
  [[IMAGE!], IMAGE],
])('of %j it is %j', (references, described) => {
  expect(describedArtifact(references)).toBe(described);
});

test.each([[[]], [[LAYER!]], [[FN!, { ...FN! }]]])('of %j it is not clear', (references) => {
  expect(() => describedArtifact(references)).toThrow(expect.objectContaining({ code: 'usage' }));
});
