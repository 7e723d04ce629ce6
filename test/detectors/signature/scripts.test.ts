import { describe, expect, it } from 'vitest';
import { detect } from '../../../src/detectors/index.js';
import { type Signature } from '../../../src/signatures/index.js';
import { signatureSchema } from '../../../src/signatures/signature-schema.js';
import { NO_INVENTORY } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';

const EXAMPLES = Array.from({ length: 2 }, () => ({ why: 'an example of a test', files: { a: '' } }));

function rule(id: string, fields: object): Signature {
  return signatureSchema.parse({
    id,
    title: 'A rule of a test',
    why: 'It is here to be tested.',
    do: 'Nothing at all.',
    kind: 'install-script',
    applies: { to: 'package', files: ['/package.json'] },
    examples: { bad: EXAMPLES, good: EXAMPLES },
    ...fields,
  });
}

async function rulesFound(
  rules: readonly Signature[],
  scripts: object,
  files: Readonly<Record<string, string>> = {},
) {
  const own = Object.entries(files).map(([path, text]) => [`node_modules/p/${path}`, text]);
  const tree = memoryTree({
    'node_modules/p/package.json': JSON.stringify({ name: 'p', scripts }),
    ...(Object.fromEntries(own) as Record<string, string>),
  });
  const inventory = { ...NO_INVENTORY, packages: [packageOf('p', '1.0.0')] };
  const signatures = { version: JSON.stringify(rules), rules };
  const { findings } = await detect({ tree, inventory, signatures });
  return findings.map(({ rule: id }) => id);
}

describe('facts of the file that a script runs', () => {
  const large = rule('t/large', { match: { script: { file: { minBytes: 100 } } } });

  it.each([
    ['large', 'x'.repeat(100), ['t/large']],
    ['small', 'x'.repeat(99), []],
  ])('%s', async (_, text, expected) => {
    const files = { 'a.js': text, 'b.js': 'x'.repeat(500) };
    expect(await rulesFound([large], { postinstall: 'node a.js' }, files)).toEqual(expected);
  });

  it('and its content have to match together', async () => {
    const both = rule('t/both', { match: { script: { file: { minBytes: 10 }, runs: 'needle' } } });
    const scripts = { postinstall: 'node a.js' };
    expect(await rulesFound([both], scripts, { 'a.js': 'needle' })).toEqual([]);
    expect(await rulesFound([both], scripts, { 'a.js': 'a long needle' })).toEqual(['t/both']);
  });
});

describe('a rule that another one explains', () => {
  const known = rule('t/known', { kind: 'signal', match: { script: { command: '^node ok\\.js$' } } });
  const any = rule('t/any', { match: { script: {} }, without: ['t/known'] });

  it.each([
    ['the known script', { install: 'node ok.js' }, []],
    ['another one', { install: 'node other.js' }, ['t/any']],
    ['another one beside the known', { preinstall: 'node other.js', install: 'node ok.js' }, ['t/any']],
  ])('%s', async (_, scripts, expected) => {
    expect(await rulesFound([known, any], scripts)).toEqual(expected);
  });
});

describe('files that the package has', () => {
  const bare = rule('t/bare', { match: { all: [{ script: {} }, { not: { has: ['*.cc', '/src/*.c'] } }] } });

  it.each([
    ['none that fits', { 'a.js': '' }, ['t/bare']],
    ['one that fits', { 'src/a.c': '' }, []],
    ['one that fits elsewhere only', { 'lib/a.c': '' }, ['t/bare']],
  ])('%s', async (_, files, expected) => {
    expect(await rulesFound([bare], { install: 'node-gyp rebuild' }, files)).toEqual(expected);
  });
});
