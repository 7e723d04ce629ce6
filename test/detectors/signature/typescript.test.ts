import { describe, expect, it } from 'vitest';
import { detect } from '../../../src/detectors/index.js';
import { takeInventory } from '../../../src/inventory/index.js';
import { defaultSignatures } from '../../../src/signatures/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const BY_READDIR = "for (const name of require('fs').readdirSync('lib')) require('./lib/' + name);";
const BY_NAME = "import { start } from './lib/b.ts'; start();";

async function scan(files: Readonly<Record<string, string>>) {
  const tree = memoryTree(files);
  const inventory = await takeInventory({ tree, problems: [], image: null });
  const { findings, problems } = await detect({ tree, inventory, signatures: defaultSignatures() });
  return {
    rules: findings.map(({ rule }) => rule),
    isIncomplete: problems.some(({ affectsCompleteness }) => affectsCompleteness),
  };
}

describe.each([
  ['names no file', { 'index.js': BY_READDIR }],
  ['is TypeScript itself', { 'index.ts': BY_NAME, 'index.js': "import('./index.ts')" }],
])('code in TypeScript that Node runs, where the code that loads it %s', (_, files) => {
  it.each(['lib/b.ts', 'lib/b.mts', 'lib/b.cts', 'lib/B.TS'])('is found in %s', async (path) => {
    const content =
      'interface A { a: string }\neval(Buffer.from("Y29uc29sZS5sb2coMSk=", "base64").toString());\n';
    expect((await scan({ ...files, [path]: content })).rules).toContain('code/decode-and-execute');
  });

  it.each([
    'const x: string = atob("Y29uc29sZS5sb2coMSk="); const f: Function = new Function(x as string); f();',
    'export const f = (x: string): unknown => eval(atob(x) as string);',
    'class A<T extends object> { private x: string = eval(atob("Y29uc29sZS5sb2coMSk=")) }',
    'function f(this: A, x?: string): asserts x is B { (0, eval)(<string>atob(x!)); }',
  ])('is found, or makes the scan incomplete, behind types: %s', async (content) => {
    const { rules, isIncomplete } = await scan({ ...files, 'lib/b.ts': content });
    expect(rules.includes('code/decode-and-execute') || isIncomplete).toBe(true);
  });
});

it.each([
  [
    'honest types',
    'lib/a.ts',
    'export interface A { a: string }\nexport const f = (a: A): string => decodeURI(a.a);\n',
  ],
  ['declarations', 'lib/a.d.ts', 'declare const x: string; export default eval(atob(x));'],
  [
    'a file in a package, where Node removes no types',
    'node_modules/a/b.ts',
    'const x: string = eval(atob("YQ=="));',
  ],
])('%s: quiet', async (_, path, content) => {
  const files = { 'node_modules/a/package.json': '{"name":"a","version":"1.0.0"}', 'index.js': BY_READDIR };
  expect(await scan({ ...files, [path]: content })).toEqual({ rules: [], isIncomplete: false });
});
