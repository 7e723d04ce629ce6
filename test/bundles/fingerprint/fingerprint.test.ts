import { expect, it } from 'vitest';
import { releaseOf, wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages, namesIn } from './virtual-bundle.js';

const ALPHA = releaseOf('alpha', '1.0.0');
const INDEX = indexOfPackages([ALPHA]);
const DEPTH = 20_000;

it.each([
  ['too-large', `x="${'a'.repeat(13 * 1024 * 1024)}"`, 'longer than 12 MB'],
  ['malformed', `var = ;${' '.repeat(4096)}`, 'no JavaScript that can be parsed'],
])('says that it was not compared: %s', async (code, text, message) => {
  const { packages, problems } = await foundIn(text, INDEX);
  expect(packages).toEqual([]);
  expect(problems).toMatchObject([{ code, affectsCompleteness: true }]);
  expect(problems[0]?.message).toContain(message);
});

it('bears any depth', async () => {
  const { problems } = await foundIn(`x=${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`, INDEX);
  expect(problems).toMatchObject([{ affectsCompleteness: true }]);
});

it('tells large parts of nobody', async () => {
  const own = Array.from({ length: 12 }, (_, at) => wordsOf(`own${at}x`)).join('\n');
  const text = await bundled({
    'entry.js': 'require("alpha"); require("own")',
    alpha: ALPHA['index.js'] ?? '',
    own: `module.exports = function () { ${own} }`,
  });
  const found = await foundIn(text, INDEX);
  expect(namesIn(found)).toEqual(['alpha 1.0.0']);
  expect(found.problems).toMatchObject([{ code: 'unresolved', affectsCompleteness: false }]);
  expect(found.problems[0]?.message).toMatch(/^\d+ bytes at \d+ are of no package that the fingerprint/);
});
