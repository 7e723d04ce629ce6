import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { benchModule } from './bench-module.js';

interface Range {
  readonly start: number;
  readonly end: number;
  readonly source: string | null;
}
type Pieces = readonly { start: number; source: string | null }[];

const { overlay, bytesBySource } = await benchModule<{
  readonly overlay: (pieces: Pieces, ranges: readonly Range[]) => Pieces;
  readonly bytesBySource: (code: string, pieces: Pieces) => Map<string | null, number>;
}>('kept-bytes.mjs');
const { modulePathOf, packageFolderOf } = await benchModule<{
  readonly modulePathOf: (source: string | null, folder: string) => string | null;
  readonly packageFolderOf: (path: string) => string | null;
}>('truth.mjs');
const { commentsOf, stripComments } = await benchModule<{
  readonly commentsOf: (code: string) => { start: number; end: number }[];
  readonly stripComments: (code: string, comments: readonly { start: number; end: number }[]) => string;
}>('strip-comments.mjs');
const { findJsonModules, jsonFilesOf } = await benchModule<{
  readonly jsonFilesOf: (folder: string) => Map<string, string[]>;
  readonly findJsonModules: (code: string, files: Map<string, string[]>) => Range[];
}>('json-modules.mjs');

describe('bytes', () => {
  const pieces = [
    { start: 0, source: null },
    { start: 2, source: 'a' },
    { start: 6, source: 'b' },
  ];

  it('counts each source in UTF-8', () => {
    expect(bytesBySource('--aaaé€bb', pieces)).toEqual(
      new Map([
        [null, 2],
        ['a', 5],
        ['b', 5],
      ]),
    );
  });

  it.each<[what: string, range: Range, lengths: Record<string, number>]>([
    ['inside a piece', { start: 3, end: 5, source: 'x' }, { a: 2, x: 2, b: 4, null: 2 }],
    ['over a border', { start: 4, end: 8, source: 'x' }, { a: 2, x: 4, b: 2, null: 2 }],
    ['from a border on', { start: 6, end: 7, source: 'x' }, { a: 4, x: 1, b: 3, null: 2 }],
    ['up to a border', { start: 4, end: 6, source: 'x' }, { a: 2, x: 2, b: 4, null: 2 }],
    ['nobody’s', { start: 2, end: 6, source: null }, { null: 6, b: 4 }],
  ])('takes a range %s away from its source', (_what, range, lengths) => {
    const bytes = bytesBySource('0123456789', overlay(pieces, [range]));
    const counted = [...bytes]
      .filter(([, count]) => count > 0)
      .map(([source, count]) => [String(source), count]);
    expect(Object.fromEntries(counted)).toEqual(lengths);
  });
});

it.each([
  ['../node_modules/a/index.js', 'node_modules/a/index.js', 'node_modules/a'],
  ['webpack://app/./node_modules/@s/b/x.js', 'node_modules/@s/b/x.js', 'node_modules/@s/b'],
  ['webpack://app/./node_modules/m|sync|/^\\.\\//', 'node_modules/m', 'node_modules/m'],
  [
    '../../x/apps/app/node_modules/a/node_modules/c/d.js',
    'node_modules/a/node_modules/c/d.js',
    'node_modules/a/node_modules/c',
  ],
  ['\0/x/apps/app/node_modules/a/i.js?commonjs-es-import', 'node_modules/a/i.js', 'node_modules/a'],
])('%j is a module of a package', (source, path, folder) => {
  expect(modulePathOf(source, '/x/apps/app')).toBe(path);
  expect(packageFolderOf(path)).toBe(folder);
});

it.each([
  null,
  'webpack://app/webpack/bootstrap',
  '../external node-commonjs "fs"',
  '\0commonjsHelpers.js',
  'bun:wrap',
])('%j is the bundler’s own', (source) => {
  expect(modulePathOf(source, '/x/apps/app')).toBeNull();
});

it('separates the application’s own modules', () => {
  expect(packageFolderOf(modulePathOf('../src/index.mjs', '/x/apps/app') ?? 'none')).toBeNull();
});

it.each([
  ['/*! a */\nlet a=1;', 'let a=1;'],
  ['let a=1;/*! b */let b=2;//# c', 'let a=1;let b=2;'],
  ['return/* x */a', 'return a'],
  ['let s="/* no */",r=/\\/*x/;', 'let s="/* no */",r=/\\/*x/;'],
  ['import a from"a";/* x */export{a}', 'import a from"a";export{a}'],
])('strips %j', (code, expected) => {
  expect(stripComments(code, commentsOf(code))).toBe(expected);
});

describe('JSON in bundles', () => {
  const data = { name: 'mime', list: ['text/plain', "it's", -1, true, null] };
  const json = JSON.stringify(data);

  function seenIn(code: string): Range[] {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'node_modules/mime'), { recursive: true });
    writeFileSync(join(folder, 'node_modules/mime/db.json'), JSON.stringify(data, null, 2));
    return findJsonModules(code, jsonFilesOf(folder));
  }

  it.each([
    ['a call', `e.exports=JSON.parse('${json.replaceAll("'", "\\'")}')`],
    ['a template', `e.exports=JSON.parse(\`${json}\`)`],
    ['a literal', 'e.exports={name:"mime",list:["text/plain","it\'s",-1,true,null]}'],
    ['a minified literal', 'module.exports = {name:"mime",list:["text/plain",`it\'s`,-1,!0,null]}'],
  ])('is found in %s', (_what, code) => {
    const [found] = seenIn(`var x=1;${code};var y=2`);
    expect(found?.source).toMatch(/node_modules.mime.db\.json$/);
    expect(found).toMatchObject({ end: `var x=1;${code}`.length });
  });

  it('is found in a text, and where a list was made of one', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'node_modules'));
    const texts = {
      text: 'eJyFWdtyGjkQ/RVqnnar8BvAl4xnBNiCxg'.repeat(2),
      list: 'Africa/Abidjan|LMT,Africa/Accra|GMT'.split(','),
    };
    writeFileSync(join(folder, 'node_modules/text.json'), JSON.stringify(texts.text));
    writeFileSync(join(folder, 'node_modules/list.json'), JSON.stringify({ list: texts.list }));
    const code = `t.exports=\`${texts.text}\`;t.exports={list:\`${texts.list.join()}\`.split(\`,\`)}`;
    const found = findJsonModules(code, jsonFilesOf(folder)).map(({ source }) => source?.slice(-9));
    expect(found).toEqual(['text.json', 'list.json']);
  });

  it.each([
    ['other data', 'e.exports={name:"mine",list:["text/plain","and something long"]}'],
    ['code', 'e.exports={name:"mime",list(){return["text/plain","it\'s",-1,true,null]}}'],
    ['broken code', 'e.exports={name:"mime",list:['],
  ])('is not seen in %s', (_what, code) => {
    expect(seenIn(code)).toEqual([]);
  });
});
