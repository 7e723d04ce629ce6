import { describe, expect, test } from 'vitest';
import { readSource, type SourceFile } from '../support/source-imports.js';
import { importViolations } from './import-rules.js';
import { reachViolations } from './reach-rules.js';
import { shapeViolations } from './shape-rules.js';
import { earlyLoads, packagesLoadedBy } from './start-up.js';

type Rule = (files: readonly SourceFile[]) => string[];

const PLANTED: readonly [what: string, rule: Rule, path: string, source: string, says: RegExp][] = [
  ['a clock', reachViolations, 'src/program/a.ts', 'const now = Date.now();', /looks at a clock/],
  [
    'a deadline',
    reachViolations,
    'src/signatures/a.ts',
    'const end = AbortSignal.timeout(1);',
    /looks at a clock/,
  ],
  [
    'a folder that is not in the row',
    importViolations,
    'src/model/a.ts',
    "import { x } from '../files/index.js';",
    /may import nothing/,
  ],
  [
    'the same as a type',
    importViolations,
    'src/functions/a.ts',
    "import type { X } from '../files/index.js';",
    /may import model/,
  ],
  [
    'the same by export',
    importViolations,
    'src/model/a.ts',
    "export * from '../files/index.js';",
    /may import nothing/,
  ],
  [
    'the same by import()',
    importViolations,
    'src/model/a.ts',
    "const x = await import('../files/index.js');",
    /may import nothing/,
  ],
  [
    'the inside of another family',
    importViolations,
    'src/files/a.ts',
    "import { x } from '../model/package.js';",
    /only src\/model\/index\.ts/,
  ],
  [
    'a sibling plugin',
    importViolations,
    'src/unpackers/zip/a.ts',
    "import { x } from '../tar/index.js';",
    /sibling/,
  ],
  ['the command line', importViolations, 'src/scan.ts', "import { x } from './cli/main.js';", /may import/],
  [
    'a test',
    importViolations,
    'src/model/a.ts',
    "import { x } from '../../test/support/y.js';",
    /outside src/,
  ],
  [
    'a folder without a row',
    importViolations,
    'src/novel/a.ts',
    "import { x } from '../model/index.js';",
    /no row for novel/,
  ],
  [
    'child_process',
    reachViolations,
    'src/cli/a.ts',
    "import { spawn } from 'node:child_process';",
    /runs other code/,
  ],
  [
    'vm without its prefix',
    reachViolations,
    'src/extractors/npm/a.ts',
    "import vm from 'vm';",
    /runs other code/,
  ],
  ['eval', reachViolations, 'src/extractors/npm/a.ts', 'eval(text);', /runs other code \(eval\)/],
  [
    'new Function',
    reachViolations,
    'src/extractors/npm/a.ts',
    'const run = new Function(text);',
    /runs other code/,
  ],
  [
    'require',
    reachViolations,
    'src/extractors/npm/a.ts',
    'const manifest = require(path);',
    /runs other code/,
  ],
  [
    'createRequire',
    reachViolations,
    'src/sources/sam/a.ts',
    "import { createRequire } from 'node:module';",
    /runs other code/,
  ],
  ['import() of no literal', reachViolations, 'src/sources/sam/a.ts', 'await import(path);', /no literal/],
  [
    'import() of a template',
    reachViolations,
    'src/sources/sam/a.ts',
    'await import(`./${name}.js`);',
    /no literal/,
  ],
  [
    'a thread',
    reachViolations,
    'src/extractors/a.ts',
    "import { Worker } from 'node:worker_threads';",
    /starts threads/,
  ],
  [
    'fetch',
    reachViolations,
    'src/advisories/match/match.ts',
    'const answer = await fetch(url);',
    /uses the network \(fetch\)/,
  ],
  ['https', reachViolations, 'src/sources/sam/a.ts', "import { get } from 'node:https';", /uses the network/],
  [
    'fs',
    reachViolations,
    'src/extractors/npm/a.ts',
    "import { readFileSync } from 'node:fs';",
    /uses host files/,
  ],
  [
    'fs/promises, late',
    reachViolations,
    'src/reporters/json/a.ts',
    "await import('node:fs/promises');",
    /uses host files/,
  ],
  ['console', reachViolations, 'src/scan.ts', "console.error('x');", /prints/],
  ['the clock', reachViolations, 'src/reporters/text/a.ts', 'const now = Date.now();', /Date\.now/],
  ['the clock as an object', reachViolations, 'src/policy/a.ts', 'const now = new Date();', /new Date/],
  ['chance', reachViolations, 'src/detectors/a.ts', 'const x = Math.random();', /Math\.random/],
  [
    'the environment',
    reachViolations,
    'src/unpackers/a.ts',
    "const x = process.env['HOME'];",
    /process\.env/,
  ],
  ['depth', shapeViolations, 'src/unpackers/zip/deep/a.ts', 'export {};', /deeper/],
  ['a vague file', shapeViolations, 'src/model/utils.ts', 'export {};', /says nothing/],
  ['a vague folder', shapeViolations, 'src/common/a.ts', 'export {};', /says nothing/],
  ['a default export', shapeViolations, 'src/model/a.ts', 'export default 1;', /default export/],
];

for (const [what, rule, path, source, says] of PLANTED) {
  test(`${what} is caught`, () => {
    expect(rule([readSource(path, source)])).toContainEqual(expect.stringMatching(says));
  });
}

const INNOCENT: readonly [what: string, rule: Rule, path: string, source: string][] = [
  [
    'text that looks like code',
    reachViolations,
    'src/detectors/a.ts',
    "const bad = ['eval(', `require('x')`]; // fetch(url)\n/* console.log */",
  ],
  [
    'a regular expression that looks like code',
    reachViolations,
    'src/detectors/a.ts',
    'const bad = /eval\\(|"fetch/;',
  ],
  [
    'a property of a forbidden name',
    reachViolations,
    'src/detectors/a.ts',
    'pool.fetch(x); interface Y { require?: string; console: boolean }',
  ],
  [
    'a time that was handed in',
    reachViolations,
    'src/policy/a.ts',
    'const then = new Date(report.scannedAt);',
  ],
  [
    'a family by its index',
    importViolations,
    'src/unpackers/zip/a.ts',
    "import type { X } from '../../files/index.js';",
  ],
  [
    'the own family',
    importViolations,
    'src/unpackers/zip/a.ts',
    "import { x } from '../nested.js'; import { y } from './b.js';",
  ],
];

for (const [what, rule, path, source] of INNOCENT) {
  test(`${what} is allowed`, () => {
    expect(rule([readSource(path, source)])).toEqual([]);
  });
}

describe('start-up', () => {
  const main = readSource(
    'src/cli/main.ts',
    "import { a } from './a.js'; const b = await import('./b.js'); import type { C } from './c.js';",
  );
  const heavy = (name: string): SourceFile =>
    readSource(`src/cli/${name}.ts`, `import { x } from 'heavy-${name}';`);

  test('static imports count, also through our own files; late and type imports do not', () => {
    expect(packagesLoadedBy('src/cli/main.ts', [main, heavy('a'), heavy('b'), heavy('c')])).toEqual([
      'heavy-a',
    ]);
  });

  const early = (allowed: readonly string[]): string[] =>
    earlyLoads('src/cli/main.ts', [main, heavy('a'), heavy('b'), heavy('c')], {
      late: ['heavy-a', 'heavy-b', 'heavy-c'],
      allowed: allowed.map((path) => ({ path, reason: '' })),
    });

  test('a package that is to be late is caught by the file that loads it, also by a path inside', () => {
    expect(early([])).toEqual([expect.stringMatching(/src\/cli\/a\.ts, which imports heavy-a:/)]);
    const inside = readSource('src/scan.ts', "import x from '@heavy/b/lib/x.js';");
    const options = { late: ['@heavy/b'], allowed: [] };
    expect(earlyLoads('src/scan.ts', [inside], options)).toEqual([expect.stringMatching(/@heavy\/b/)]);
  });

  test('files that an exception names are not followed', () => {
    expect(early(['src/cli'])).toEqual([]);
    expect(early(['src/cl'])).toHaveLength(1);
  });
});
