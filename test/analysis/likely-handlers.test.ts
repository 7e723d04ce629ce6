import { expect, test } from 'vitest';
import { definesHandler, likelyFirst } from '../../src/analysis/likely-handlers.js';

test.each<readonly [boolean, string]>([
  [true, 'import os\n\ndef lambda_handler(event, context):\n  pass'],
  [true, 'handler = Mangum(app)'],
  [true, 'def run( _event, context):\n  pass'],
  [false, 'class A:\n  def handler(self):\n    pass'],
  [false, 'from a import handler'],
  [false, 'def run(events):\n  pass'],
])('%s: %j', (expected, code) => {
  expect(definesHandler(code)).toBe(expected);
});

test('scripts that a package manager wrote are no handlers', () => {
  const own = [
    'src/a.js',
    '.pnp.cjs',
    '.pnp.loader.mjs',
    '.yarn/releases/yarn-4.0.0.cjs',
    'index.js',
    'x.pnp.cjs',
  ];
  expect(likelyFirst(own)).toEqual(['index.js', 'src/a.js', 'x.pnp.cjs']);
});
