import { expect, it } from 'vitest';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { indexBytesOf, releaseOf } from '../../support/fingerprint-bundle.js';
import { openBundle } from '../../../src/recognition/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { foundIn, indexOfPackages } from '../../support/virtual-bundle.js';

const ALPHA = releaseOf('alpha', '1.0.0');
const INDEX = indexOfPackages([ALPHA]);
const DEPTH = 20_000;

it.each([
  ['too-large', `x="${'a'.repeat(13 * 1024 * 1024)}"`, 'longer than 12 MB'],
  ['too-large', 'a();'.repeat(200_001), 'too many parts'],
  ['too-large', `x=[${'()=>{},'.repeat(200_001)}]`, 'too many parts'],
  ['malformed', `var = ;${' '.repeat(4096)}`, 'no JavaScript that can be parsed'],
])('reports that a bundle was not compared: %s', async (code, text, message) => {
  const { packages, problems } = await foundIn(text, INDEX);
  expect(packages).toEqual([]);
  expect(problems).toMatchObject([{ code, affectsCompleteness: true }]);
  expect(problems[0]?.message).toContain(message);
});

it('a bundle that is not compared is a problem, and what comments say is kept', async () => {
  const text = `// node_modules/beta/index.js\nbeta();\n// src/index.js\n${ALPHA['index.js'] ?? ''}`;
  const tree = memoryTree({ 'index.js': text });
  const fingerprints = () => Promise.resolve(INDEX);
  const options = { tree, fingerprints, isCompared: false };
  const { packages, problems } = await openBundle('index.js', Buffer.from(text), options);
  expect(packages.map(({ name }) => name)).toEqual(['beta']);
  expect(problems).toMatchObject([{ code: 'too-large', path: 'index.js', affectsCompleteness: true }]);
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

it('finds the version of a package that webpack passes to `eval`, beside a module that is not in the bundle', async () => {
  const code = JSON.stringify(`${ALPHA['index.js'] ?? ''}\n\n//# sourceURL=webpack://x/./alpha?`);
  const text = `(()=>{var m={"./node_modules/alpha/index.js":(e,t,n)=>{eval(${code})},"fs":(e)=>{e.exports=require("fs")}};})()`;
  const { packages } = await foundIn(text, INDEX);
  expect(packages).toMatchObject([{ name: 'alpha', version: '1.0.0' }]);
  expect(packages[0]?.evidence.map(({ method }) => method)).toEqual(['path-comment', 'fingerprint']);
});

it('finds versions of a package named in comments by its dependents, without an index entry', async () => {
  const asking = releaseOf('alpha', '1.0.0', { dependencies: { beta: '^1.1.0' } });
  const listed = { beta: { '1.0.0': {}, '1.1.0': {}, '1.2.0': {}, '2.0.0': {} } };
  const text = [
    '// node_modules/alpha/index.js',
    asking['index.js']?.replace("require('beta')", 'beta()'),
    '// node_modules/beta/index.js',
    'beta();',
    '// node_modules/gamma/index.js',
    'gamma();',
  ].join('\n');
  const { packages } = await foundIn(text, openIndex(indexBytesOf([asking], listed)));
  expect(packages).toMatchObject([
    { name: 'alpha', version: '1.0.0' },
    { name: 'beta', versionState: 'set', candidates: ['1.1.0', '1.2.0'] },
    { name: 'gamma', versionState: 'unknown' },
  ]);
  expect(packages[1]?.evidence.at(-1)).toEqual({
    method: 'fingerprint',
    path: 'index.js',
    detail: 'nearest 1.2.0; of 4 candidate versions, those that alpha 1.0.0 requires',
  });
});

it('divides copies as comments do, whatever their code is like', async () => {
  const releases = [releaseOf('alpha', '1.0.0'), releaseOf('alpha', '2.0.0', { topic: 'other' })];
  const folders = ['node_modules/alpha', 'node_modules/alpha', 'node_modules/beta/node_modules/alpha'];
  const modules = [releases[0], releases[1], releases[0]].map((release, at) => {
    const path = `${folders[at] ?? ''}/index.js`;
    return `// ${path}\nvar m${at} = c((exports, module) => {\n${release?.['index.js'] ?? ''}\n});`;
  });
  const helper = 'var c = (f, m) => () => (m || f((m = { exports: {} }).exports, m), m.exports);';
  const { packages } = await foundIn(
    [helper, ...modules, 'm0();m1();m2();'].join('\n'),
    indexOfPackages(releases),
  );
  expect(packages.map(({ id, version }) => [id.split('!')[1], version])).toEqual([
    [folders[0], null],
    [folders[2], '1.0.0'],
  ]);
});
