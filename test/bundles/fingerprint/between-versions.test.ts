import { expect, it } from 'vitest';
import { wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages, namesIn } from './virtual-bundle.js';

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

it('is of the version that has all of it', async () => {
  expect(await versionsOf(wordsOf('first'))).toEqual(['alpha 2.0.0']);
});

it('is between two versions that each have something which the other lacks', async () => {
  expect(await versionsOf(`${wordsOf('first')}\n${fewOf('later')}`)).toEqual(['alpha 2.0.0|3.0.0|4.0.0']);
});

it('stays of the likeliest version where no other has what that lacks', async () => {
  expect(await versionsOf(`${wordsOf('first')}\n${fewOf('unknown')}`)).toEqual(['alpha 2.0.0']);
});

it('takes one word that another version has, too, for chance where that is far off', async () => {
  const [word = ''] = fewOf('later').split('\n');
  const [text = ''] = /'[^']+'/.exec(word) ?? [];
  expect(await versionsOf(`${wordsOf('first')}\nexports.own = ${text};`)).toEqual(['alpha 2.0.0']);
});
