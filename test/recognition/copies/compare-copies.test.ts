import { expect, it } from 'vitest';
import { wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages } from '../../support/virtual-bundle.js';

const PARTS = ['piece', 'other', 'third'];

function releaseOf(version: string, folder: string, topic: string) {
  const parts = PARTS.map((part) => [`${folder}/${part}.js`, wordsOf(`${topic}${part}`)] as const);
  return {
    'package.json': JSON.stringify({ name: 'alpha', version, main: `${folder}/main.js` }),
    [`${folder}/main.js`]: `${PARTS.map((part) => `require('./${part}.js');`).join('\n')}\n${wordsOf(topic)}`,
    ...Object.fromEntries(parts),
  };
}

const OLD = releaseOf('1.0.0', 'old', 'one');
const MIDDLE = releaseOf('2.0.0', 'middle', 'two');
const NEW = releaseOf('3.0.0', 'new', 'three');

/** Half of the old version and half of the new one, so that nothing is there twice and neither is a whole. */
const HALVES = bundled({
  'entry.js': 'require("a"); require("a/piece"); require("b"); require("b/piece")',
  a: wordsOf('one'),
  'a/piece': wordsOf('onepiece'),
  b: wordsOf('three'),
  'b/piece': wordsOf('threepiece'),
});

it('takes versions that are no neighbours in the index for two copies', async () => {
  const { packages } = await foundIn(await HALVES, indexOfPackages([OLD, MIDDLE, NEW]));
  expect(packages.map(({ version }) => version)).toEqual(['1.0.0', '3.0.0']);
});

it('keeps code that looks like two neighbours as one version between them', async () => {
  expect((await foundIn(await HALVES, indexOfPackages([OLD, NEW]))).packages).toHaveLength(1);
});
