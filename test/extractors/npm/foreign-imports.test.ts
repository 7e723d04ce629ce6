import { describe, expect, it } from 'vitest';
import { foreignSpecifiers } from '../../../src/extractors/npm/foreign-imports.js';
import { npm } from '../../../src/extractors/npm/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const specifiersIn = (text: string): string[] => foreignSpecifiers(Buffer.from(text));

describe('specifiers', () => {
  it.each([
    ['import { z } from "npm:zod@3.22.4";', 'npm:zod@3.22.4'],
    [
      "import {\n  serve,\n  type Handler,\n} from 'https://deno.example.invalid/std@0.200.0/http.ts'",
      'https://deno.example.invalid/std@0.200.0/http.ts',
    ],
    ['a();import{b}from"jsr:@std/assert@1";', 'jsr:@std/assert@1'],
    ['export * from "https://x.example.invalid/m.js"', 'https://x.example.invalid/m.js'],
    ['import "npm:side-effect";', 'npm:side-effect'],
    ['const a = await import("https://x.example.invalid/m.js");', 'https://x.example.invalid/m.js'],
  ])('%j', (text, specifier) => {
    expect(specifiersIn(text)).toEqual([specifier]);
  });

  it.each([
    '// taken from "https://x.example.invalid/m.js"',
    ' * import { a } from "https://x.example.invalid/m.js"',
    'export default "https://x.example.invalid/m.js";',
    'fetch("https://x.example.invalid/m.js")',
    'import a from "./https:/a.js"',
    `import${' '.repeat(100_000)}from "https://x.example.invalid/m.js"`,
  ])('none in %j', (text) => {
    expect(specifiersIn(text.slice(0, 200_000))).toEqual([]);
  });
});

async function extracted(files: Readonly<Record<string, string>>) {
  const { packages, problems, unresolvedImports, roots } = await npm.extract(memoryTree(files));
  return {
    rows: packages.map(({ name, version, presence, evidence }) => [
      name,
      version,
      presence,
      evidence[0]?.detail,
    ]),
    problems: problems.map(({ path, message, affectsCompleteness }) => [path, message, affectsCompleteness]),
    unresolved: unresolvedImports.map(({ name }) => name),
    hasRoots: packages.every(({ root }) => roots.some(({ id }) => id === root)),
  };
}

describe('a function of Deno', () => {
  it('npm specifiers are declared packages, exact where they pin one version', async () => {
    const code = 'import a from "npm:zod@3.22.4";\nimport b from "npm:@hono/node@^1.2.0/deep";\n';
    expect(await extracted({ 'index.ts': code })).toEqual({
      rows: [
        ['zod', '3.22.4', 'declared', 'npm:zod@3.22.4'],
        ['@hono/node', null, 'declared', 'npm:@hono/node@^1.2.0/deep'],
      ],
      problems: [
        [
          'index.ts',
          'Imports packages whose files are not here; their dependencies were not seen: npm:zod@3.22.4, npm:@hono/node@^1.2.0/deep.',
          true,
        ],
      ],
      unresolved: [],
      hasRoots: true,
    });
  });

  it('URLs and other registries are code that was not seen', async () => {
    const code = 'import a from "https://x.example.invalid/a.ts";\nimport b from "jsr:@std/assert@1";\n';
    const message =
      'Imports code from elsewhere that was not seen: https://x.example.invalid/a.ts, jsr:@std/assert@1.';
    expect((await extracted({ 'index.ts': code })).problems).toEqual([['index.ts', message, true]]);
  });

  it('its import map and lockfile resolve names', async () => {
    const files = {
      'index.ts': 'import z from "zod";\nimport { a } from "std/a.ts";\nimport gone from "gone";\n',
      'deno.jsonc': '// names\n{ "imports": { "zod": "npm:zod@^3.22", "std/": "./std/" } }',
      'deno.lock': '{ "version": "4", "specifiers": { "npm:zod@^3.22": "3.22.4_typescript@5.0.0" } }',
    };
    const { rows, unresolved } = await extracted(files);
    expect({ rows, unresolved }).toEqual({
      rows: [['zod', '3.22.4', 'declared', 'npm:zod@^3.22']],
      unresolved: ['gone'],
    });
  });

  it('an import map that is broken hides packages', async () => {
    expect((await extracted({ 'deno.json': '{' })).problems).toEqual([
      ['deno.json', expect.stringContaining('not a JSON object'), true],
    ]);
  });

  it('such imports inside a package of node_modules do not count', async () => {
    const files = {
      'node_modules/a/package.json': '{"name":"a","version":"1.0.0"}',
      'node_modules/a/mod.ts': 'import x from "https://x.example.invalid/a.ts";\n',
    };
    expect((await extracted(files)).problems).toEqual([]);
  });
});
