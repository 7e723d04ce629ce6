import { expect, it } from 'vitest';
import { releaseOf } from '../../support/fingerprint-bundle.js';
import { foundIn, indexOfPackages } from './virtual-bundle.js';

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

it('finds the version of a package that comments name and say none of', async () => {
  const text = `// node_modules/alpha/index.js\n${ALPHA['index.js'] ?? ''}\n`;
  const { packages } = await foundIn(text, INDEX);
  expect(packages).toMatchObject([{ name: 'alpha', version: '1.0.0' }]);
  expect(packages[0]?.evidence.map(({ method }) => method)).toEqual(['path-comment', 'fingerprint']);
});
