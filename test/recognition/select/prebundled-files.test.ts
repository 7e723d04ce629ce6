import { beforeAll, expect, it } from 'vitest';
import type { FingerprintIndex } from '../../../src/recognition/index/fingerprint-index.js';
import { versionsIn, wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages } from '../../support/virtual-bundle.js';

const PARTS = ['./b.js', './c.js', './d.js', './e.js', './f.js'];
const MAIN = [...PARTS.map((path, at) => `exports.part${at} = require('${path}');`), wordsOf('main')];
const FILES = Object.fromEntries(PARTS.map((path) => [path, wordsOf(`part${path.charAt(2)}`)]));

/** Changes of one release, small enough that its parts resemble those of the release before. */
function changed(text: string): string {
  return text.replaceAll(/ word 5\d/g, ' other');
}

/** The first release has its files as they were written; later ones are built into one. */
let index: FingerprintIndex;
let second = '';

function manifestOf(version: string, main: string): string {
  return JSON.stringify({ name: 'host', version, main });
}

beforeAll(async () => {
  const later = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [path, changed(text)]));
  second = await bundled({ 'entry.js': changed(MAIN.join('\n')), ...later });
  const third = await bundled({ 'entry.js': `${MAIN.join('\n')}\n${wordsOf('third')}`, ...later });
  const apart = Object.entries(FILES).map(([path, text]) => [path.slice(2), text] as const);
  index = indexOfPackages([
    {
      'package.json': manifestOf('1.0.0', 'index.js'),
      'index.js': MAIN.join('\n'),
      ...Object.fromEntries(apart),
    },
    { 'package.json': manifestOf('2.0.0', 'dist/index.js'), 'dist/index.js': second },
    { 'package.json': manifestOf('3.0.0', 'dist/index.js'), 'dist/index.js': third },
  ]);
});

it('recognises a release that was built into one file by all of its parts', async () => {
  const text = await bundled({ 'entry.js': 'require("host")', host: second });
  expect(versionsIn(await foundIn(text, index))).toEqual({ host: '2.0.0' });
});

it('recognises a release whose files the application bundled', async () => {
  const text = await bundled({ 'entry.js': 'require("host")', host: MAIN.join('\n'), ...FILES });
  expect(versionsIn(await foundIn(text, index))).toEqual({ host: '1.0.0' });
});

it('does not join two copies', async () => {
  const text = await bundled({
    'entry.js': 'require("host"); require("built")',
    host: MAIN.join('\n'),
    built: second,
    ...FILES,
  });
  const { packages } = await foundIn(text, index);
  expect(packages.map(({ name }) => name)).toEqual(['host', 'host']);
});

it('recognises separate files of an earlier release although the index has built releases only', async () => {
  const built = await bundled({ 'entry.js': MAIN.join('\n'), ...FILES });
  const known = indexOfPackages([
    { 'package.json': manifestOf('2.0.0', 'dist/index.js'), 'dist/index.js': built },
  ]);
  const apart = await bundled({ 'entry.js': 'require("host")', host: MAIN.join('\n'), ...FILES });
  expect(versionsIn(await foundIn(apart, known))).toEqual({ host: '2.0.0' });
  const two = { './b.js': FILES['./b.js'] ?? '', './c.js': FILES['./c.js'] ?? '' };
  const few = await bundled({ 'entry.js': 'require("./b.js"); require("./c.js")', ...two });
  expect(versionsIn(await foundIn(few, known))).toEqual({});
});
