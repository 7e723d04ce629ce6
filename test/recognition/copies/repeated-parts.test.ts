import { expect, it } from 'vitest';
import { releaseOf, wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages, namesIn } from '../../support/virtual-bundle.js';

const PART = ['1.0.0', '2.0.0'].map((version) => releaseOf('part', version, { topic: `part${version[0]}` }));
const [OLD = '', NEW = ''] = PART.map((release) => release['index.js']);
/** A package that holds the second release of the part, which was a package before. */
const WHOLE = {
  'package.json': JSON.stringify({ name: 'whole', version: '1.0.0', main: 'index.js' }),
  'index.js': `require('./part.js');\n${['a', 'b', 'c'].map((each) => wordsOf(`whole${each}`)).join('\n')}`,
  'part.js': `${NEW}\nexports.more = 'more';`,
};

const namesOf = async (modules: Readonly<Record<string, string>>): Promise<string[]> => {
  const entry = Object.keys(modules).map((name) => `require("${name}")`);
  const text = await bundled({ 'entry.js': entry.join(';'), ...modules });
  return namesIn(await foundIn(text, indexOfPackages(PART, [WHOLE])));
};

it('a further copy whose code another package has is a part of that package', async () => {
  const modules = { whole: WHOLE['index.js'], './part.js': NEW, part: OLD };
  expect((await namesOf(modules)).sort()).toEqual(['part 1.0.0', 'whole 1.0.0']);
});

it('two copies stay two where no other package has their code', async () => {
  const modules = { one: OLD, two: NEW };
  expect((await namesOf(modules)).sort()).toEqual(['part 1.0.0', 'part 2.0.0']);
});
