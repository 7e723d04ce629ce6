import { expect, it } from 'vitest';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { writeIndex } from '../../../src/recognition/index/write-index.js';
import { releaseOf, wordsOf } from '../../support/fingerprint-bundle.js';
import { factsOfRelease } from '../../support/published-packages.js';
import { bundled, foundIn, namesIn } from '../../support/virtual-bundle.js';

/** Functions that differ in their shapes only, by the digits of a number. */
function sumsOf(from: number): string {
  const sums = Array.from({ length: 40 }, (_, at) => {
    const steps = (from + at * 7919)
      .toString(4)
      .split('')
      .map((digit) => `a = a ${'+-*/'[Number(digit)] ?? '+'} b[a];`);
    return `exports.push((a, b) => { ${steps.join(' if (b) ')} return a; });`;
  });
  return ['exports = module.exports = [];', ...sums].join('\n');
}

const SMALL = { ...releaseOf('small', '1.0.0'), 'index.js': `${sumsOf(1_000_003)}; ${wordsOf('shared')}` };
/** Holds the code of the small one in a file of its own, as large packages do. */
const LARGE = {
  'package.json': JSON.stringify({ name: 'large', version: '1.0.0', main: 'index.js' }),
  'index.js': `exports.inner = require('./inner.js'); ${wordsOf('large')}`,
  'inner.js': `${SMALL['index.js']}; exports.added = 'is added';`,
};

it.each([1, 4])(
  'names a large package alone that holds the code of a small one, of its shapes one in %i kept',
  async (shapeSample) => {
    const toIndex = (release: typeof SMALL, sample: number) => {
      const facts = factsOfRelease(release);
      const { name, version } = facts;
      return {
        name,
        forkGroup: name,
        published: [version],
        versions: [facts],
        dependencies: new Map(),
        shapeSample: sample,
      };
    };
    const index = openIndex(writeIndex([toIndex(SMALL, 1), toIndex(LARGE, shapeSample)], 'test'));
    const text = await bundled({
      'entry.js': 'require("large")',
      large: LARGE['index.js'],
      './inner.js': LARGE['inner.js'],
    });
    expect(namesIn(await foundIn(text, index))).toEqual(['large 1.0.0']);
  },
);
