import { expect, it } from 'vitest';
import { npm } from '../../../src/extractors/npm/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const MANIFEST = '{"name":"x","dependencies":{"a":"^1.0.0"}}';
const LOCK =
  '{"lockfileVersion":3,"packages":{"":{"dependencies":{"a":"^1.0.0"}},"node_modules/a":{"version":"1.0.0"}}}';
const IMPORT = 'import a from "a";\n';

it.each([
  ['hides what its packages bring along where code imports them', { 'index.js': IMPORT }, [true]],
  ['is left over where a bundler melted them in', { 'index.js': 'var a = 1;\n' }, [false]],
  ['is not alone with a lockfile', { 'index.js': IMPORT, 'package-lock.json': LOCK }, []],
  [
    'is served by what is installed',
    { 'index.js': IMPORT, 'node_modules/a/package.json': '{"name":"a","version":"1.0.0"}' },
    [],
  ],
  ['hides them where there is no code to tell', {}, [true]],
])('a manifest without a lockfile %s', async (_, files, expected) => {
  const { problems } = await npm.extract(memoryTree({ 'package.json': MANIFEST, ...files }));
  expect(problems.map(({ affectsCompleteness }) => affectsCompleteness)).toEqual(expected);
});
