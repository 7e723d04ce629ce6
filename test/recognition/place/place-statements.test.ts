import { expect, it } from 'vitest';
import { wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages, namesIn } from '../../support/virtual-bundle.js';

const OTHERS = 600;
const topics = Array.from({ length: OTHERS }, (_, at) => `other${at}s`);

/** A release of one ECMAScript module. */
function moduleOf(name: string, words: string): Record<string, string> {
  const manifest = { name, version: '1.0.0', main: 'index.js', type: 'module' };
  return {
    'package.json': JSON.stringify(manifest),
    'index.js': `const exports = {};\n${words}\nexport default exports;`,
  };
}

function first(count: number, words: string): string {
  return words.split('\n').slice(0, count).join('\n');
}

it('finds a small file although hundreds of others share more with the text', async () => {
  const small = first(6, wordsOf('small'));
  // Of each of the others there is too little for a package.
  const parts = topics.map((topic) => first(8, wordsOf(topic)));
  const text = await bundled(
    { 'entry.js': `const exports = globalThis.own = {};\n${[...parts, small].join('\n')}; export {}` },
    'esm',
  );
  const others = topics.map((topic) => [moduleOf(topic, wordsOf(topic))]);
  const found = await foundIn(text, indexOfPackages([moduleOf('small', small)], ...others));
  expect(namesIn(found)).toEqual(['small 1.0.0']);
});
