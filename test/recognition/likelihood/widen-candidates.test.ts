import { expect, it } from 'vitest';
import { wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages, namesIn } from '../../support/virtual-bundle.js';

/** The first few of the statements about a topic. */
function fewOf(topic: string): string {
  return wordsOf(topic).split('\n').slice(0, 4).join('\n');
}

const BASE = ['base', 'more'].map(wordsOf).join('\n');

function releaseOf(version: string, code: string) {
  return {
    'package.json': JSON.stringify({ name: 'alpha', version, main: 'index.js' }),
    'index.js': `${BASE}\n${code}`,
  };
}

const INDEX = indexOfPackages([
  releaseOf('1.0.0', wordsOf('early')),
  releaseOf('2.0.0', wordsOf('first')),
  releaseOf('3.0.0', wordsOf('else')),
  releaseOf('4.0.0', `${fewOf('later')}\n${wordsOf('late')}`),
  releaseOf('5.0.0', wordsOf('last')),
]);

async function versionsOf(code: string): Promise<string[]> {
  const text = await bundled({ 'entry.js': 'require("a")', a: `${BASE}\n${code}` });
  return namesIn(await foundIn(text, INDEX));
}

it('keeps the version that has everything', async () => {
  expect(await versionsOf(wordsOf('first'))).toEqual(['alpha 2.0.0']);
});

it('adds versions between two that each have something which the other lacks', async () => {
  expect(await versionsOf(`${wordsOf('first')}\n${fewOf('later')}`)).toEqual(['alpha 2.0.0|3.0.0|4.0.0']);
});

it('keeps the likeliest version if no other has the features that it lacks', async () => {
  expect(await versionsOf(`${wordsOf('first')}\n${fewOf('unknown')}`)).toEqual(['alpha 2.0.0']);
});

it('ignores a single string of another version that is far off', async () => {
  const [word = ''] = fewOf('later').split('\n');
  const [text = ''] = /'[^']+'/.exec(word) ?? [];
  expect(await versionsOf(`${wordsOf('first')}\nexports.own = ${text};`)).toEqual(['alpha 2.0.0']);
});

/** A release of two files. */
function twoFilesOf(version: string, code: string, other: string) {
  return {
    'package.json': JSON.stringify({ name: 'beta', version, main: 'index.js' }),
    'index.js': `require('./other');\n${code}`,
    'other.js': `${wordsOf('other')}\n${other}`,
  };
}

it('adds the release line before, if the likeliest is the first of its line and fits poorly', async () => {
  const second = `${BASE}\n${wordsOf('second')}`;
  const lines = indexOfPackages([
    twoFilesOf('1.0.0', BASE, ''),
    twoFilesOf('1.9.0', `${BASE}\n${wordsOf('fixed')}`, wordsOf('early')),
    twoFilesOf('2.0.0', second, fewOf('late')),
    twoFilesOf('2.1.0', `${BASE}\n${wordsOf('later')}`, wordsOf('late')),
  ]);
  const of = async (other: string): Promise<string[]> =>
    namesIn(
      await foundIn(
        await bundled({
          'entry.js': 'require("a")',
          a: `require("b");\n${second}`,
          b: `${wordsOf('other')}\n${other}`,
        }),
        lines,
      ),
    );
  expect(await of(fewOf('late'))).toEqual(['beta 2.0.0']);
  expect(await of('')).toEqual(['beta 1.0.0|2.0.0']);
});

it('adds a neighbour that differs in shapes only, if the code was changed', async () => {
  const called = (sign: string): string =>
    Array.from(
      { length: 9 },
      (_, at) => `exports.run${at} = (one, two) => (${'one.a * '.repeat(at + 1)}two.b ${sign} 1) % one.c;`,
    ).join('\n');
  const versions = indexOfPackages([releaseOf('1.0.0', called('+')), releaseOf('1.1.0', called('-'))]);
  const of = async (code: string): Promise<string[]> =>
    namesIn(await foundIn(await bundled({ 'entry.js': 'require("a")', a: code }), versions));
  expect(await of(`${BASE}\n${called('-')}`)).toEqual(['alpha 1.1.0']);
  // Where code is left out, the effect of the minifier on the rest is uncertain.
  expect(await of(`${wordsOf('base')}\n${called('-')}`)).toEqual(['alpha 1.0.0|1.1.0']);
});
