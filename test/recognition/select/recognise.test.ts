import { expect, it } from 'vitest';
import { wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages, namesIn } from '../../support/virtual-bundle.js';

function moduleOf(name: string) {
  const code = wordsOf(name).replaceAll('exports.', 'export const ');
  return {
    'package.json': JSON.stringify({ name, version: '1.0.0', module: 'index.js', main: 'index.js' }),
    'index.js': code,
  };
}

const ALPHA = moduleOf('alpha');
const BETA = moduleOf('beta');
const OWN = wordsOf('own').replaceAll('exports.', 'export const ');
const MODULES = {
  'entry.js': 'export * from "alpha"; export * from "own"; export * from "beta";',
  alpha: ALPHA['index.js'],
  beta: BETA['index.js'],
  own: OWN,
};

it('finds hoisted modules between unknown code', async () => {
  const text = await bundled(MODULES, 'esm');
  const found = await foundIn(text, indexOfPackages([ALPHA], [BETA]));
  expect(namesIn(found)).toEqual(['alpha 1.0.0', 'beta 1.0.0']);
  const [alpha] = found.packages;
  const [start = 0, end = 0] = alpha?.locations[0]?.ranges?.[0] ?? [];
  expect(text.slice(start, end)).toContain('alpha word 0');
  expect(text.slice(start, end)).not.toContain('own word');
  expect(found.shares.unattributed).toBeGreaterThan(text.length / 5);
});

it('finds the part of a module that tree shaking left', async () => {
  const names = Array.from({ length: 50 }, (_, at) => `alpha${at}`).join();
  const text = await bundled({ ...MODULES, 'entry.js': `export {${names}} from "alpha"` }, 'esm');
  expect(namesIn(await foundIn(text, indexOfPackages([ALPHA], [BETA])))).toEqual(['alpha 1.0.0']);
});
