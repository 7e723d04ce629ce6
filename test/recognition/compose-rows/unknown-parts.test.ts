import { expect, it } from 'vitest';
import { releaseOf, wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages, namesIn } from '../../support/virtual-bundle.js';

const ALPHA = releaseOf('alpha', '1.0.0');
const INDEX = indexOfPackages([ALPHA]);

function ownCode(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, at) => wordsOf(`own${from + at}x`)).join('\n');
}

function bundleOf(files: Readonly<Record<string, string>>): Promise<string> {
  const requires = Object.keys(files).map((name) => `require(${JSON.stringify(name)});`);
  return bundled({ 'entry.js': requires.join(''), ...files });
}

it('reports where large unknown parts are, and messages in them', async () => {
  const words =
    'use("é€"); if (no) throw Error("Cannot open the ledger of accounts"); use("Sk-live-4242424242424242 is the key");';
  const own = `module.exports = function () { ${words}; ${ownCode(0, 12)} }`;
  const text = await bundleOf({ alpha: ALPHA['index.js'] ?? '', own });
  const found = await foundIn(text, INDEX);
  expect(namesIn(found)).toEqual(['alpha 1.0.0']);
  expect(found.problems).toMatchObject([{ code: 'unresolved', affectsCompleteness: false }]);
  const [problem] = found.problems;
  expect(problem?.message).toMatch(
    /are of no package in .+; it contains “Cannot open the ledger of accounts”/,
  );
  expect(problem?.message).not.toContain('key');
  const [, size, start, end] = /^(\d+) bytes at (\d+) to (\d+) /.exec(problem?.message ?? '') ?? [];
  expect(Number(end) - Number(start)).toBe(Number(size));
  const part = Buffer.from(text).subarray(Number(start), Number(end)).toString();
  expect(part).toContain('ledger of accounts');
  expect(part).toContain('own11x');
  expect(part).not.toContain('alpha');
});

it('joins small neighbours into one part', async () => {
  const part = (from: number) => `module.exports = function () { ${ownCode(from, from + 6)} }`;
  const { problems } = await foundIn(await bundleOf({ one: part(0), two: part(6), three: part(12) }), INDEX);
  expect(problems).toHaveLength(1);
});

it('reports nothing that stronger evidence names', async () => {
  const text = `// node_modules/own/index.js\nmodule.exports = function () { ${ownCode(0, 12)} }\n`;
  expect((await foundIn(text, INDEX)).problems).toEqual([]);
});
