import { describe, expect, it } from 'vitest';
import { detect } from '../../../src/detectors/index.js';
import { takeInventory } from '../../../src/inventory/index.js';
import type { Problem } from '../../../src/model/index.js';
import { defaultSignatures } from '../../../src/signatures/index.js';
import { DATA_FILES } from '../../support/data-files.js';
import { DISGUISED } from '../../support/disguised-scripts.js';
import { memoryTree } from '../../support/memory-tree.js';

type Files = Readonly<Record<string, string | Uint8Array>>;

interface Seen {
  readonly rules: readonly string[];
  readonly problems: readonly Problem[];
  readonly codeBytes: number;
}

async function scan(files: Files): Promise<Seen> {
  const tree = memoryTree(files);
  const inventory = await takeInventory({ tree, problems: [], image: null });
  const { findings, problems } = await detect({ tree, inventory, signatures: defaultSignatures() });
  return {
    rules: findings.map(({ rule }) => rule),
    problems: [...inventory.problems, ...problems],
    codeBytes: inventory.coverage.codeBytes,
  };
}

const RULE = 'code/decode-and-execute';
const PACKAGE = { 'node_modules/p/package.json': '{"name":"p","version":"1.0.0"}' };

describe('code under a name that is no script’s', () => {
  it.each(DISGUISED)('%s in the application’s %s is judged and counted as code', async (_, path, content) => {
    const { rules, codeBytes } = await scan({ 'index.js': '1;', [`app/${path}`]: content });
    expect(rules).toContain(RULE);
    expect(codeBytes).toBe(2 + Buffer.from(content).length);
  });

  it.each(DISGUISED)('%s in %s of a package is judged', async (_, path, content) => {
    const { rules } = await scan({ ...PACKAGE, [`node_modules/p/${path}`]: content });
    expect(rules).toContain(RULE);
  });

  it('is judged where nothing in the artifact is a script by its name', async () => {
    const { rules } = await scan({ index: 'eval(Buffer.from("YQ==", "base64").toString())' });
    expect(rules).toContain(RULE);
  });

  it('names the packages that it imports', async () => {
    const tree = memoryTree({ handler: 'require("left-pad")(1)' });
    const { unresolvedImports } = await takeInventory({ tree, problems: [], image: null });
    expect(unresolvedImports.map(({ name }) => name)).toEqual(['left-pad']);
  });
});

it('gives data no finding and no problem', async () => {
  const files = Object.fromEntries(DATA_FILES.map(([kind, path, content]) => [`${kind}/${path}`, content]));
  const { rules, problems } = await scan({ 'index.js': '1;', ...files });
  expect(rules).toEqual([]);
  expect(problems.filter(({ affectsCompleteness }) => affectsCompleteness)).toEqual([]);
});

/** Syntax that the parser does not know, as a newer Node may. */
const NEWER = 'import defer * as x from "x";';
const PAYLOAD = `const t = "https://discord.com/api/webhooks/123456789012345678/${'a'.repeat(68)}"; fetch(t);`;

describe('text that does not parse and may be code', () => {
  it.each<[string, Files]>([
    [
      'the manifest of its package',
      {
        ...PACKAGE,
        'node_modules/p/package.json': '{"name":"p","version":"1.0.0","main":"x.dat"}',
        'node_modules/p/x.dat': `${NEWER}\n${PAYLOAD}`,
      },
    ],
    ['a script of the application', { 'index.js': 'require("./x.dat")', 'x.dat': `${NEWER}\n${PAYLOAD}` }],
    [
      'a path that code puts together',
      { 'index.js': 'require(path.join(__dirname, "a", "x.dat"))', 'a/x.dat': `${NEWER}\n${PAYLOAD}` },
    ],
    ['a handler, perhaps: it has no ending', { 'index.js': '1', handler: `${NEWER}\n${PAYLOAD}` }],
  ])('is judged by its text when it is named by %s', async (_, files) => {
    expect((await scan(files)).rules).toContain('code/message-hook');
  });

  it('is left alone when nothing names it', async () => {
    expect((await scan({ 'index.js': '1', 'notes.txt': `Send it to ${PAYLOAD}` })).rules).toEqual([]);
  });
});
