import { expect, it } from 'vitest';
import { releaseOf, wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages, namesIn } from '../../support/virtual-bundle.js';

const ALPHA = releaseOf('alpha', '1.0.0');
const BETA = releaseOf('beta', '1.0.0');
const INDEX = indexOfPackages([ALPHA], [BETA]);

const ENTRY = `
import alpha from 'alpha'; import beta from 'beta'; import { unknown } from 'unknown';
function read(event) { return alpha.alpha1(event.ownField) + ' of the own ledger ' + unknown(event); }
function write(event) { return beta.beta1(event.otherField) + ' to the own ledger'; }
export async function handler(event) {
  return [read(event), write(event), alpha.alpha2(event), beta.beta2(event), 'answer of the own handler'];
}`;

const UNKNOWN = `${wordsOf('strange').replaceAll('exports.', 'export const ')}
export function unknown(value) { return strange1(value) + strange2(value); }`;

const FILES = {
  'entry.js': ENTRY,
  alpha: ALPHA['index.js'] ?? '',
  beta: BETA['index.js'] ?? '',
  unknown: UNKNOWN,
};

it.each(['cjs', 'esm'] as const)(
  'is the exported handler and its module, and no unknown package (%s)',
  async (format) => {
    const text = await bundled(FILES, format);
    const found = await foundIn(text, INDEX);
    expect(namesIn(found)).toEqual(['alpha 1.0.0', 'beta 1.0.0']);
    const { firstParty, unattributed } = found.shares;
    const own = text.slice(text.search(/(?:async )?function \w+\(\w+\)\{return \w+\.default\.alpha1/));
    expect(firstParty).toBeGreaterThan(200);
    expect(firstParty).toBeLessThanOrEqual(own.length);
    expect(unattributed).toBeGreaterThan(text.indexOf('strange2') - text.indexOf('strange1'));
  },
);

it('is the handler alone where it uses no imports itself: what it calls may be another module’s', async () => {
  const entry = ENTRY.replace(' alpha.alpha2(event), beta.beta2(event),', '');
  const text = await bundled({ ...FILES, 'entry.js': entry });
  const own = text.slice(text.search(/async function \w+\(\w+\)\{return\[/));
  const { firstParty } = (await foundIn(text, INDEX)).shares;
  expect(firstParty).toBeGreaterThan(40);
  expect(firstParty).toBeLessThanOrEqual(own.length);
});

it('is nothing of a bundle that exports no handler: others publish such', async () => {
  const text = await bundled({ ...FILES, 'entry.js': ENTRY.replace('function handler', 'function parse') });
  expect((await foundIn(text, INDEX)).shares.firstParty).toBe(0);
});

it('is no code that is longer than hand-written modules', async () => {
  const text = `exports.handler = '${'x'.repeat(120_000)}';`;
  const { shares } = await foundIn(text, INDEX);
  expect(shares).toMatchObject({ firstParty: 0 });
  expect(shares.unattributed).toBeGreaterThan(120_000);
});

it('is nothing that has much of a known package in it', async () => {
  const inlined = `exports.handler = function (event) { const exports = {}; ${ALPHA['index.js']} return event; };`;
  const text = `${inlined}\n${await bundled({ 'entry.js': 'import "beta"', beta: FILES.beta })}`;
  expect((await foundIn(text, INDEX)).shares.firstParty).toBe(0);
});
