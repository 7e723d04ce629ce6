import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../support/esbuild-bundle.js';

const LISTED = `a();
/*! Bundled license information:

axios/dist/node/axios.cjs:
  (*! Axios v1.2.3 Copyright (c) *)

@scope/name/index.js:
  (*! other v9.9.9 *)

lodash/lodash.js:
  (**
   * @license
   * Lodash <https://lodash.example.invalid/>
   *)
*/
`;

async function found(files: Readonly<Record<string, string>>): Promise<unknown[]> {
  const { packages } = await contentsOf(files);
  return packages.map(({ name, version, confidence }) => [name, version, confidence]);
}

it('esbuild’s list names packages by path, with their own versions', async () => {
  expect(await found({ 'out/index.js': LISTED })).toEqual([
    ['@scope/name', null, 'medium'],
    ['axios', '1.2.3', 'medium'],
    ['lodash', null, 'medium'],
  ]);
});

it('packages that only a licence names have no bytes', async () => {
  const { packages, shares } = await contentsOf({ 'out/index.js': LISTED });
  expect(packages.map(({ bytes, locations }) => [bytes, locations])[0]).toEqual([
    0,
    [{ path: 'out/index.js' }],
  ]);
  expect(shares.bundled).toBe(0);
});

describe('a header in the code', () => {
  it.each<[text: string, names: unknown[]]>([
    ['/*! moment.js 2.29.4 */', [['moment', '2.29.4', 'low']]],
    ['/*! @scope/x v1.0.0 | MIT */', [['@scope/x', '1.0.0', 'low']]],
    ['/**\n * @license x v1.0.0\n */', [['x', '1.0.0', 'low']]],
    ['/*!\n * mime-db\n * Copyright(c) 2014\n */', [['mime-db', null, 'low']]],
    ['/*! Copyright 2014 */', []],
    ['/*! some words v1.0.0 */', []],
    ['/* x v1.0.0 */', []],
  ])('%j', async (text, names) =>
    expect(await found({ 'out/index.js': `a();\n${text}\nb();\n` })).toEqual(names),
  );
});

it('a LICENSE.txt beside the bundle names packages', async () => {
  const files = { 'out/index.js': 'a();', 'out/index.js.LICENSE.txt': '/*! x v1.0.0 */' };
  expect(await found(files)).toEqual([['x', '1.0.0', 'low']]);
});
