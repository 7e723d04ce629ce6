import { expect, it } from 'vitest';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { writeIndex } from '../../../src/recognition/index/write-index.js';
import { indexOfReleases, releaseOf, wordsOf } from '../../support/fingerprint-bundle.js';
import { factsOfRelease } from '../../support/published-packages.js';
import { bundled, foundIn, namesIn } from '../../support/virtual-bundle.js';

/** A release with the code of several topics. */
function releaseWith(name: string, version: string, topics: readonly string[]) {
  return { ...releaseOf(name, version), 'index.js': topics.map(wordsOf).join('\n') };
}

/** A bundle of one CommonJS module. */
function bundleOfCode(code: string): Promise<string> {
  return bundled({ 'entry.js': 'module.exports = require("code");', code });
}

it('chooses the package with a version that has the code and nothing else', async () => {
  const later = ['beta', 'one', 'two', 'three', 'four', 'five', 'six'];
  const index = indexOfReleases([
    releaseWith('alpha', '1.0.0', ['beta', 'alpha']),
    releaseWith('beta', '1.0.0', ['beta']),
    releaseWith('beta', '2.0.0', later),
    releaseWith('beta', '3.0.0', later),
  ]);
  const found = await foundIn(await bundleOfCode(wordsOf('beta')), index);
  expect(namesIn(found)).toEqual(['beta 1.0.0']);
});

it('of packages with the same code, chooses the one that others require', async () => {
  const index = indexOfReleases([
    releaseWith('alpha', '1.0.0', ['same']),
    releaseWith('beta', '1.0.0', ['same']),
    releaseOf('gamma', '1.0.0', { dependencies: { beta: '^1.0.0' } }),
  ]);
  const found = await foundIn(await bundleOfCode(wordsOf('same')), index);
  expect(namesIn(found)).toEqual(['beta 1.0.0']);
});

/** A list of functions as an expression. */
function functionsOf(topic: string, count: number): string {
  const functions = Array.from(
    { length: count },
    (_, at) => `(value) => '${topic} word ${at}' + value.${topic}Field${at}`,
  );
  return `[${functions.join()}]`;
}

const MANIFEST = JSON.stringify({ name: 'alpha', version: '1.0.0', main: 'index.js' });

it('a CommonJS module is not taken for an ECMAScript module with the same code', async () => {
  const code = `export default ${functionsOf('alpha', 60)}`;
  const index = indexOfReleases([{ 'package.json': MANIFEST, 'index.js': code }]);
  const wrapped = await bundleOfCode(`module.exports = ${functionsOf('alpha', 60)}`);
  expect(namesIn(await foundIn(wrapped, index))).toEqual([]);
  const hoisted = await bundled(
    { 'entry.js': 'export * from "code"; export {default} from "code"', code },
    'esm',
  );
  expect(namesIn(await foundIn(hoisted, index))).toEqual(['alpha 1.0.0']);
});

it('hoisted code is no incomplete CommonJS module if the bundler wraps those', async () => {
  const lists = ['a', 'b', 'c'].map((topic) => `exports.${topic} = ${functionsOf(topic, 40)};`);
  const index = indexOfReleases([{ 'package.json': MANIFEST, 'index.js': lists.join('\n') }]);
  const own = lists.slice(1).join('\n').replaceAll('exports.', 'export const ');
  const text = await bundled({ 'entry.js': `import "code"; ${own}`, code: wordsOf('other') }, 'esm');
  expect(namesIn(await foundIn(text, index))).toEqual([]);
});

/** Functions of different shapes. */
function shapesOf(count: number): string {
  const functions = Array.from({ length: count }, (_, at) => {
    const steps = Array.from(at.toString(2), (digit) => (digit === '1' ? 'a(b, c)' : 'if (a) b()'));
    return `exports.f${at} = (a, b, c) => { ${steps.join('; ')}; return a };`;
  });
  return functions.join('\n');
}

it.each([40, 60])(
  'distinguishes forks by the features that an index keeps of both: %i functions',
  async (count) => {
    const packages = [
      { name: 'alpha', shapeSample: 4, code: shapesOf(count) },
      { name: 'beta', shapeSample: 1, code: shapesOf(count).replaceAll(/^exports.f[13] = .*$/gm, '') },
    ].map(({ name, shapeSample, code }) => {
      const facts = factsOfRelease({ ...releaseOf(name, '1.0.0'), 'index.js': code });
      return {
        name,
        forkGroup: 'same',
        published: [],
        versions: [facts],
        dependencies: new Map(),
        shapeSample,
      };
    });
    const found = await foundIn(await bundleOfCode(shapesOf(count)), openIndex(writeIndex(packages, '')));
    expect(namesIn(found)).toEqual(['alpha 1.0.0']);
  },
);

/** A function that calls much, as an expression. */
function callsOf(topic: string, count: number): string {
  const calls = Array.from({ length: count }, (_, at) => `value.${topic}Field${at}('${topic} word ${at}');`);
  return `(value) => {${calls.join('')}}`;
}

it('an ECMAScript module that webpack wrapped is not taken for a CommonJS file of the same package', async () => {
  const release = (version: string, common: string, module: string) => ({
    'package.json': JSON.stringify({ name: 'alpha', version, main: 'a.js', module: 'b.js' }),
    'a.js': `module.exports = ${callsOf(common, 60)}`,
    'b.js': `export default ${callsOf(module, 60)}`,
  });
  const index = indexOfReleases([release('1.0.0', 'one', 'same'), release('2.0.0', 'same', 'two')]);
  const helper = 'var c=(f,m)=>()=>(m||f((m={exports:{}}).exports,m),m.exports);';
  const wrapped = (body: string): string => `${helper}var x=c((e,t,n)=>{${body}});x();`;
  const code = callsOf('same', 60);
  expect(namesIn(await foundIn(wrapped(`n.d(t,{A:()=>f});const f=${code}`), index))).toEqual(['alpha 1.0.0']);
  expect(namesIn(await foundIn(wrapped(`t.exports=${code}`), index))).toEqual(['alpha 2.0.0']);
});
