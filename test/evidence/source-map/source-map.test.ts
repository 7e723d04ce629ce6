import { describe, expect, it } from 'vitest';
import { contentsOf, totalOf } from '../../support/esbuild-bundle.js';
import { encodeMappings, type Position } from './encode-mappings.js';

const A = 'function alpha() { return "alpha"; }';
const B = 'function beta() { return "beta"; }';
const OWN = 'exports.handler = () => alpha() + beta();';
const BUNDLE = `${A}\n${B}\n${OWN}\n`;
const SOURCES = ['../node_modules/a/index.js', '../node_modules/b/index.js', '../src/index.ts'];
const POSITIONS: Position[] = [
  [0, 0, 0],
  [0, 9, 0],
  [1, 0, 1],
  [1, 9, 1],
  [2, 0, 2],
];

function mapOf(fields: object = {}): string {
  return JSON.stringify({ version: 3, sources: SOURCES, mappings: encodeMappings(POSITIONS), ...fields });
}

function read(map: string | null, comment = '', bundle = BUNDLE) {
  return contentsOf({
    'out/index.js': bundle + comment,
    ...(map === null ? {} : { 'out/index.js.map': map }),
  });
}

const base64 = Buffer.from(mapOf()).toString('base64');

describe('a map is found', () => {
  it.each<[where: string, map: string | null, comment: string]>([
    ['beside the file', mapOf(), ''],
    ['at the path in the comment', mapOf(), '//# sourceMappingURL=index.js.map\n'],
    [
      'beside it when the comment names an address',
      mapOf(),
      '//# sourceMappingURL=https://example.invalid/x.map',
    ],
    ['beside it when the comment leads out', mapOf(), '//# sourceMappingURL=../../../x.map'],
    ['in the comment', null, `//# sourceMappingURL=data:application/json;base64,${base64}`],
    [
      'in the comment, not Base64',
      null,
      `//# sourceMappingURL=data:application/json,${encodeURIComponent(mapOf())}`,
    ],
    ['in a comment of CSS kind', null, `/*# sourceMappingURL=data:application/json;base64,${base64} */`],
  ])('%s', async (_, map, comment) => {
    const { packages, shares } = await read(map, comment);
    expect(packages.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['a', A.length + 1],
      ['b', B.length + 1],
    ]);
    expect(shares).toEqual({
      bundled: A.length + B.length + 2,
      firstParty: OWN.length + 1,
      generated: comment.length,
      data: 0,
      unattributed: 0,
    });
  });

  it('and read in sections', async () => {
    const section = (line: number, source: number) => ({
      offset: { line, column: 0 },
      map: { version: 3, sources: [SOURCES[source]], mappings: encodeMappings([[0, 0, 0]]) },
    });
    const { packages } = await read(
      JSON.stringify({ version: 3, sections: [section(0, 0), section(1, 1), section(2, 2)] }),
    );
    expect(packages.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['a', A.length + 1],
      ['b', B.length + 1],
    ]);
  });

  it('and its ranges are in bytes', async () => {
    const text = BUNDLE.replace('"alpha"', '"älphä𝄞"');
    const { packages } = await read(mapOf(), '', text);
    const end = Buffer.byteLength(text.slice(0, text.indexOf('\n') + 1));
    expect(packages[0]?.locations).toEqual([{ path: 'out/index.js', ranges: [[0, end]] }]);
  });

  it('and nested copies are two packages', async () => {
    const { packages } = await read(
      mapOf({ sources: [SOURCES[0], '../node_modules/x/node_modules/a/index.js', SOURCES[2]] }),
    );
    expect(packages.map(({ name, id }) => [name, id])).toEqual([
      ['a', 'npm:out/index.js!node_modules/a'],
      ['a', 'npm:out/index.js!node_modules/x/node_modules/a'],
    ]);
  });
});

describe('a version is exact', () => {
  it.each<[from: string, fields: object, version: string | null, confidence: string]>([
    [
      'a path of pnpm',
      { sources: ['../node_modules/.pnpm/a@1.2.3/node_modules/a/index.js'] },
      '1.2.3',
      'high',
    ],
    [
      'a manifest among the sources',
      {
        sources: [SOURCES[0], '../node_modules/a/package.json'],
        sourcesContent: ['', '{"name":"a","version":"1.2.3"}'],
      },
      '1.2.3',
      'high',
    ],
    [
      'not from a manifest of another name',
      {
        sourcesContent: ['', '{"name":"b","version":"1.2.3"}'],
        sources: [SOURCES[0], '../node_modules/a/package.json'],
      },
      null,
      'high',
    ],
    ['not from a string that the bundle lacks', { sourcesContent: ['var VERSION = "1.2.3"'] }, null, 'high'],
  ])('from %s', async (_, ...[fields, version, confidence]) => {
    const { packages } = await read(mapOf(fields));
    expect(packages.find(({ name }) => name === 'a')).toMatchObject({ version, confidence });
  });
});

it('a map without sources attributes a small file to the bundler', async () => {
  const text = 'var a=Object.create;export{a as b};\n';
  const map = '{"version":3,"sources":[],"names":[],"mappings":""}';
  const found = await contentsOf({ 'out/index.js': text, 'out/index.js.map': map });
  expect(found.problems).toEqual([]);
  expect(found.shares).toMatchObject({ generated: text.length, unattributed: 0 });
});

describe('a hostile map', () => {
  it.each<[what: string, map: string, code: string]>([
    ['is no JSON', '{', 'malformed'],
    ['is of version 2', mapOf({ version: 2 }), 'malformed'],
    ['has numbers for sources', mapOf({ sources: [1] }), 'malformed'],
    ['has damaged mappings', mapOf({ mappings: 'AAAA,*' }), 'malformed'],
    [
      'is of a shorter file with longer lines',
      mapOf({
        mappings: encodeMappings([
          [0, 0, 0],
          [0, 900, 1],
          [0, 990, 2],
        ]),
      }),
      'stale',
    ],
    [
      'points into words',
      mapOf({
        mappings: encodeMappings([
          [0, 0, 0],
          [0, 3, 1],
          [0, 5, 0],
          [0, 11, 1],
        ]),
      }),
      'stale',
    ],
    ['goes on below the file', mapOf({ mappings: encodeMappings([[90, 0, 0]]) }), 'stale'],
  ])('that %s is a problem', async (_, map, code) => {
    const { problems } = await read(map);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('that does not fit its file names packages with low confidence and explains no code', async () => {
    const positions: Position[] = [0, 3, 5, 11].map((column, at) => [0, column, at % 2]);
    const found = await read(mapOf({ mappings: encodeMappings(positions) }));
    expect(found.packages.map(({ name, confidence, bytes }) => [name, confidence, bytes])).toEqual([
      ['a', 'low', 0],
      ['b', 'low', 0],
    ]);
    expect(found.shares.unattributed).toBe(BUNDLE.length);
  });

  it('does not explain text that was appended to the file', async () => {
    const payload = `${'evil();'.repeat(2000)}\n`;
    const { shares } = await read(mapOf(), '', BUNDLE + payload);
    expect(shares.unattributed).toBe(payload.length);
  });

  it('explains little of the text that was appended to the last line', async () => {
    const payload = 'evil();'.repeat(2000);
    const { shares } = await read(mapOf(), '', BUNDLE.trimEnd() + payload);
    expect(shares.unattributed).toBeGreaterThan(payload.length - 4096);
  });

  it('has sources that no package can be', async () => {
    const sources = ['../node_modules/__proto__/x.js', '../node_modules/\u001b/x.js', '../../../..'];
    const found = await read(mapOf({ sources }));
    expect(found.packages).toEqual([]);
    expect(totalOf(found)).toBe(BUNDLE.length);
  });

  it('that changes its source at every character is cut off', async () => {
    const positions = Array.from({ length: 400_000 }, (_, at): Position => [0, 2 * at, at % 2]);
    const { problems } = await read(mapOf({ mappings: encodeMappings(positions) }), '', 'a;'.repeat(400_000));
    expect(problems.map(({ code }) => code)).toEqual(['malformed']);
  });
});

it('finds imports between packages in the sources', async () => {
  const nested = [...SOURCES, '../node_modules/a/node_modules/b/x.js'];
  const sourcesContent = [
    "const b = require('b'); const fs = require('node:fs');",
    "import c from 'c'; import './own.js';",
    "import { run } from 'a/sub';",
    'exports.b = 1;',
  ];
  const positions: Position[] = [...POSITIONS, [2, 8, 3]];
  const map = mapOf({ sources: nested, sourcesContent, mappings: encodeMappings(positions) });
  const { packages } = await read(map);
  expect(packages.map(({ id, direct, dependencies }) => [id, direct, dependencies])).toEqual([
    ['npm:out/index.js!node_modules/a', true, ['npm:out/index.js!node_modules/a/node_modules/b']],
    ['npm:out/index.js!node_modules/a/node_modules/b', false, []],
    ['npm:out/index.js!node_modules/b', false, []],
  ]);
});
