import { expect, it } from 'vitest';
import { packageOf } from '../../support/model-builders.js';
import {
  CODE,
  ELF,
  foundWith,
  GYP,
  manifest,
  MANIFEST,
  MINIFIED,
  OTHER_ELF,
  TARBALL,
  WITH_SCRIPT,
  type Case,
  type Files,
} from '../../support/published-sample.js';

it('a package that is installed as published has no edits', async () => {
  expect(await foundWith({})).toEqual([]);
});

it.each([
  [
    'a line more in the middle',
    { 'index.js': CODE.replace('return', "require('child_process');\n  return") },
  ],
  ['code appended', { 'index.js': `${CODE}fetch('https://a.example.invalid/');\n` }],
  ['code off screen', { 'cli.js': `console.log(1);${' '.repeat(300)}eval(globalThis.x)\n` }],
  ['another string', { 'index.js': CODE.replace('./counter', './counters') }],
  ['a check taken out', { 'index.js': CODE.replace(/ {2}for .*\n/, '') }],
  ['a number', { 'counter.js': String(TARBALL['counter.js']).replace('+= 1', '+= 2') }],
  ['code hidden behind minification', { 'index.js': `${MINIFIED.slice(0, -1)};eval(r)` }],
  ['an added file', { 'lib/loader.js': 'eval(globalThis.x)\n' }],
  ['an added file without an extension, with #!', { 'bin/run': '#!/bin/sh\nid\n' }],
  ['an added .npmrc', { '.npmrc': 'git=/tmp/x\n' }],
  ['an added binding.gyp', { 'binding.gyp': "{'targets': []}" }],
  ['a script that became a program', { 'cli.js': ELF }],
])('an edit is found: %s', async (_case, edits) => {
  expect(await foundWith(edits)).toEqual(['tampered-code high']);
});

it.each([
  ['an install script', { scripts: { postinstall: 'node x.js' } }, 'high'],
  ['another main file', { main: 'cli.js' }, 'high'],
  ['another command', { bin: { slow: 'cli.js', npm: 'cli.js' } }, 'high'],
  ['an import map', { imports: { '#a': './cli.js' } }, 'high'],
  ['a dependency', { dependencies: { a: '^1.0.0', b: '*' } }, 'medium'],
  ['another range', { dependencies: { a: '>=1' } }, 'medium'],
])('an edit of package.json is found: %s', async (_case, fields, severity) => {
  expect(await foundWith(manifest(fields))).toEqual([`tampered-manifest ${severity}`]);
});

it.each<[what: string, given: Case & { edits: Files }, severity: string]>([
  ['a program', { edits: { 'lib/a.node': ELF } }, 'high'],
  ['one named as data', { edits: { 'logo.png': ELF } }, 'high'],
  [
    'one in a package with an install script',
    { edits: { 'lib/a.node': ELF }, tarball: WITH_SCRIPT, listed: { hasInstallScript: true } },
    'medium',
  ],
  ['one where no compiler puts it', { edits: { 'lib/a.node': ELF }, tarball: GYP }, 'medium'],
])('a program that was not published is found: %s', async (_case, { edits, ...given }, severity) => {
  expect(await foundWith(edits, given)).toEqual([`added-native ${severity}`]);
});

it.each([
  ['CRLF line ends', { 'index.js': CODE.replaceAll('\n', '\r\n'), 'README.md': '# slow\r\n' }],
  ['no README, types, maps', { 'README.md': undefined, 'index.d.ts': undefined }],
  ['no comments, other white space', { 'index.js': CODE.replace(/\/\/.*\n/, '').replaceAll('\n', ' ') }],
  ['a minified copy', { 'index.js': MINIFIED }],
  ['other data', { 'data.json': '{"a":1}\n', 'README.md': 'short' }],
  ['added data', { LICENSE: 'MIT', '.yarn-metadata.json': '{}' }],
  ['types', { 'index.d.ts': 'export {};\n', 'more.d.ts': 'export {};\n' }],
  ['fields that npm adds', manifest({ _resolved: 'x', _integrity: 'y', _id: 'slow@1.0.0', gitHead: 'z' })],
  ['bin in npm’s form, main without ./', manifest({ bin: { slow: './cli.js' }, main: 'index' })],
  ['scripts and dependencies gone', manifest({ dependencies: undefined, scripts: undefined })],
  ['a script that runs on no installation', manifest({ scripts: { test: 'node x.js' } })],
  [
    'keys in another order',
    { 'package.json': JSON.stringify(Object.fromEntries(Object.entries(MANIFEST).reverse()), null, 2) },
  ],
])('changes by tools are no edits: %s', async (_case, edits) => {
  expect(await foundWith(edits)).toEqual([]);
});

it('output of node-gyp is no edit', async () => {
  const edits = {
    'build/Release/a.node': ELF,
    'build/Makefile': 'all:\n',
    'build/config.gypi': '{}',
    ...manifest({ scripts: { install: 'node-gyp rebuild' }, gypfile: true }),
  };
  expect(await foundWith(edits, { tarball: GYP, listed: { hasInstallScript: true } })).toEqual([]);
  expect(await foundWith({ 'build/index.js': 'eval(x)' }, { tarball: GYP })).toEqual([
    'tampered-code medium',
  ]);
});

it('a program copied from another package is not found, another one is', async () => {
  const packages = [packageOf('slow', '1.0.0'), packageOf('@slow/linux', '1.0.0', { origin: 'private' })];
  const beside = { 'node_modules/@slow/linux/bin/cli.js': ELF };
  expect(await foundWith({ 'cli.js': ELF }, { beside, packages })).toEqual([]);
  expect(await foundWith({ 'cli.js': OTHER_ELF }, { beside, packages })).toEqual(['tampered-code high']);
});
