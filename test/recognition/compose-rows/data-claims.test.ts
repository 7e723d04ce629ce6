import { expect, it } from 'vitest';
import { openBundle } from '../../../src/recognition/index.js';
import { releaseOf } from '../../support/fingerprint-bundle.js';
import { memoryTree } from '../../support/memory-tree.js';
import { bundled, foundIn, indexOfPackages, namesIn } from '../../support/virtual-bundle.js';

const ALPHA = releaseOf('alpha', '1.0.0');
const INDEX = indexOfPackages([ALPHA]);
const ROWS = Array.from(
  { length: 500 },
  (_, at) => `"text/x-${at}": { source: "iana", extensions: ["x${at}"] }`,
);

function bundleWith(table: string): Promise<string> {
  return bundled({
    'entry.js': 'console.log(require("alpha"), require("table"), require("other"))',
    alpha: ALPHA['index.js'] ?? '',
    table,
    other: `module.exports = (x) => x.unknownField + ' of nobody ' + x.otherField;`,
  });
}

it('unknown tables are no code', async () => {
  const text = await bundleWith(`module.exports = {${ROWS.join()}}`);
  const found = await foundIn(text, INDEX);
  expect(namesIn(found)).toEqual(['alpha 1.0.0']);
  const { shares, problems } = found;
  const table = /\{"text\/x-0".*?\}\}/.exec(text)?.[0] ?? '';
  expect(shares.data).toBe(table.length);
  expect(shares.unattributed).toBeGreaterThan(50);
  expect(shares.unattributed).toBeLessThan(1000);
  expect(problems).toEqual([]);
  const { bundled: named, firstParty, generated, data, unattributed } = shares;
  expect(named + firstParty + generated + data + unattributed).toBe(text.length);
});

it('functions in them are', async () => {
  const text = await bundleWith(`module.exports = {${ROWS.join()}, run() { return 1 }}`);
  expect((await foundIn(text, INDEX)).shares.data).toBe(0);
});

it('tables of a package in a build description count once', async () => {
  const table = `{${ROWS.join()}}`;
  const text = `var t=${table};export function handler(){return t}`;
  const own = text.length - table.length;
  const inputs = {
    'node_modules/table/t.json': { bytes: table.length, imports: [], bytesInOutput: table.length },
    'src/index.js': { bytes: own, imports: [], bytesInOutput: own },
  };
  const description = JSON.stringify({ inputs, outputs: { 'index.js': { bytes: text.length, inputs } } });
  const { packages, shares } = await openBundle('index.js', Buffer.from(text), {
    tree: memoryTree({ 'index.js': text, 'meta.json': description }),
    fingerprints: () => Promise.resolve(INDEX),
  });
  expect(packages.map(({ name, bytes }) => [name, bytes])).toEqual([['table', table.length]]);
  expect(shares).toEqual({ bundled: table.length, firstParty: own, generated: 0, data: 0, unattributed: 0 });
});
