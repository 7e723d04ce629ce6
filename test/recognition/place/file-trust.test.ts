import { expect, test } from 'vitest';
import { fileTrust, wrapsOthers } from '../../../src/recognition/place/file-trust.js';
import { parseScript, findModules } from '../../../src/syntax/index.js';
import { releaseOf } from '../../support/fingerprint-bundle.js';
import { bundled, indexOfPackages } from '../../support/virtual-bundle.js';

const ALPHA = releaseOf('alpha', '1.0.0');
const INDEX = indexOfPackages([ALPHA]);

function modulesIn(text: string) {
  const program = parseScript(text);
  return program ? findModules(program) : [];
}

/** How believable it is that hoisted statements are of the CommonJS file that they have half of. */
function trustOfHalf(areOthersWrapped: boolean, index = INDEX): number {
  const shared = Float64Array.from(index.files, () => 50);
  return fileTrust(index, { shared, usual: () => 100, areOthersWrapped })(0);
}

test('esbuild wraps modules that are no ECMAScript modules, Rollup guards them', async () => {
  const wrapped = await bundled({ 'entry.js': 'require("alpha")', alpha: ALPHA['index.js'] ?? '' });
  expect(wrapsOthers(modulesIn(wrapped))).toBe(true);
  const guarded = 'var a = {}, b; function f() { if (b) return a; b = 1; a.x = 1; return a; } f();';
  expect(modulesIn(guarded)).toHaveLength(1);
  expect(wrapsOthers(modulesIn(guarded))).toBe(false);
  expect(wrapsOthers([])).toBe(false);
});

test('hoisted code is hardly a CommonJS file if the bundler wraps those', () => {
  expect(trustOfHalf(true)).toBeLessThanOrEqual(trustOfHalf(false) / 2);
  expect(trustOfHalf(true)).toBeGreaterThan(0);
});

test('a script without a module system is trusted like an ECMAScript module', () => {
  const script = { ...ALPHA, 'index.js': (ALPHA['index.js'] ?? '').replaceAll('exports.', 'globalThis.') };
  const index = indexOfPackages([script]);
  expect(trustOfHalf(true, index)).toBe(trustOfHalf(false, index));
  expect(trustOfHalf(true, index)).toBeGreaterThan(trustOfHalf(false));
});
