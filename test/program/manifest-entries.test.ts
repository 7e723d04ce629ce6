import { expect, it } from 'vitest';
import { manifestEntries } from '../../src/program/manifest-entries.js';

it.each([
  [{ main: './lib.dat' }, ['lib.dat']],
  [{ bin: 'cli' }, ['cli']],
  [{ bin: { a: './bin/a', b: 'bin/b' } }, ['bin/a', 'bin/b']],
  [{ exports: { '.': { node: [{ require: './r.txt' }, './n.txt'] } } }, ['n.txt', 'r.txt']],
  [{ imports: { '#x': { default: './x.png' } } }, ['x.png']],
  [{ scripts: { postinstall: 'node ./setup.dat && sh run' } }, ['node', 'run', 'setup.dat', 'sh']],
  [null, []],
  ['text', []],
])('%j names %j', (manifest, expected) => {
  expect([...manifestEntries(manifest)].sort()).toEqual(expected);
});
