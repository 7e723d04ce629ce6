import { describe, expect, it } from 'vitest';
import { scanSignatures, type Signature } from '../../src/signatures/index.js';
import { signatureSchema } from '../../src/signatures/signature-schema.js';
import { memoryTree } from '../support/memory-tree.js';
import { packageOf } from '../support/model-builders.js';

const EXAMPLES = Array.from({ length: 2 }, () => ({
  why: 'an example of a test',
  files: { 'index.js': '' },
}));

function rule(id: string, fields: object): Signature {
  const base = {
    id,
    title: 'A rule of a test',
    why: 'It is here to be tested.',
    do: 'Nothing at all.',
    kind: 'malware',
  };
  return signatureSchema.parse({
    ...base,
    severity: 'high',
    ...fields,
    examples: { bad: EXAMPLES, good: EXAMPLES },
  });
}

let version = 0;
async function find(
  rules: readonly Signature[],
  files: Readonly<Record<string, string>>,
  packages: readonly string[] = ['evil'],
) {
  const signatures = { version: `test ${(version += 1)}`, rules };
  return (
    await scanSignatures({
      tree: memoryTree(files),
      packages: packages.map((name) => packageOf(name, '1.0.0')),
      signatures,
    })
  ).findings;
}

const TEXT = rule('t/text', { keywords: ['needle'], match: { text: 'needle\\d+' } });

describe('a text rule', () => {
  it('why it matters ends where its text does, however YAML folds it', async () => {
    const [finding] = await find(
      [rule('t/folded', { why: 'It is text that was folded.\n', match: { text: 'x' } })],
      {
        'node_modules/evil/a.js': 'x',
      },
    );
    expect(finding?.why).toBe('It is text that was folded.');
  });

  it('gives one finding a package, with file, line and what was seen', async () => {
    const findings = await find([TEXT], {
      'node_modules/evil/a.js': '\n\nneedle1 needle2',
      'node_modules/evil/b.js': 'needle3',
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ rule: 't/text', kind: 'malware', package: 'npm:node_modules/evil' });
    expect(findings[0]?.evidence).toContainEqual({
      path: 'node_modules/evil/a.js',
      line: 3,
      detail: 'needle1',
    });
    expect(findings[0]?.evidence).toHaveLength(3);
  });

  it('looks at a package that is a single file, and leaves the manifest beside it to the application', async () => {
    const single = { ...packageOf('evil', '1.0.0'), locations: [{ path: 'evil.js' }] };
    const hooked = rule('t/hooked', { match: { manifest: 'scripts.*', matches: 'needle' } });
    const { findings } = await scanSignatures({
      tree: memoryTree({ 'evil.js': 'needle1', 'package.json': '{"scripts":{"test":"needle"}}' }),
      packages: [single],
      signatures: { version: 'test of a single file', rules: [TEXT, hooked] },
    });
    const ofPackage = findings.filter((finding) => finding.package === single.id);
    expect(ofPackage.map((finding) => [finding.rule, finding.evidence[0]?.path])).toEqual([
      ['t/text', 'evil.js'],
    ]);
  });

  it('finds a needle in the middle of megabytes, and near nothing else', async () => {
    const hay = 'x=1;'.repeat(500_000);
    expect(await find([TEXT], { 'node_modules/evil/a.js': `${hay}needle7${hay}` })).toHaveLength(1);
  });

  it('counts different matches', async () => {
    const three = rule('t/three', { keywords: ['needle'], match: { text: 'needle\\d', atLeast: 3 } });
    expect(await find([three], { 'node_modules/evil/a.js': 'needle1 needle1 needle1 needle2' })).toEqual([]);
    expect(await find([three], { 'node_modules/evil/a.js': 'needle1 needle2 needle3' })).toHaveLength(1);
  });
});

describe('a tree rule', () => {
  const calls = rule('t/calls', { keywords: ['needle('], match: { tree: { call: ['needle'] } } });
  const problems = async (text: string) => {
    const signatures = { version: `test ${(version += 1)}`, rules: [calls] };
    return (await scanSignatures({ tree: memoryTree({ 'a.js': text }), packages: [], signatures })).problems;
  };

  it.each([
    ['no JavaScript', 'needle( <div>'],
    ['nested too deep', `needle(${'['.repeat(50_000)}`],
  ])('reports that it could not look at what is %s', async (_, text) => {
    expect(await problems(text)).toMatchObject([
      { code: 'malformed', path: 'a.js', affectsCompleteness: true },
    ]);
  });

  it('reports no file that it has no reason to look at, and none that it read', async () => {
    expect(await problems('<div> no JavaScript')).toEqual([]);
    expect(await problems('needle(1)')).toEqual([]);
    expect(await problems(`needle(1);${'//2345678901\n'.repeat(1024 * 1024)}`)).toEqual([]);
  });
});

describe('a chain', () => {
  const signal = rule('t/signal', { kind: 'signal', keywords: ['network'], match: { text: 'network' } });
  const chain = rule('t/chain', { keywords: ['secret'], match: { text: 'secret' }, needs: ['t/signal'] });

  it('holds across the files of one package', async () => {
    const files = { 'node_modules/evil/a.js': 'secret', 'node_modules/evil/b.js': 'network' };
    expect((await find([signal, chain], files)).map(({ rule: id }) => id)).toEqual(['t/chain']);
  });

  it('does not hold across packages, nor across files of the application', async () => {
    const across = { 'node_modules/evil/a.js': 'secret', 'node_modules/other/b.js': 'network' };
    expect(await find([signal, chain], across, ['evil', 'other'])).toEqual([]);
    expect(await find([signal, chain], { 'a.js': 'secret', 'b.js': 'network' })).toEqual([]);
  });

  it('in a bundle holds only between close places', async () => {
    const far = 'x=1;'.repeat(100_000);
    expect(await find([signal, chain], { 'index.js': `${far}secret${far}network` })).toEqual([]);
    expect(await find([signal, chain], { 'index.js': `${far}secret;network${far}` })).toHaveLength(1);
  });
});

describe('scripts', () => {
  const gone = rule('t/gone', {
    applies: { to: 'package', files: ['/package.json'] },
    match: { script: { gone: true } },
  });
  const runs = rule('t/runs', {
    applies: { to: 'package', files: ['/package.json'] },
    match: { script: { runs: 'needle' } },
  });
  const manifest = JSON.stringify({ name: 'evil', scripts: { postinstall: 'node ./setup' } });

  it('are resolved to the file that they run', async () => {
    const findings = await find([runs], {
      'node_modules/evil/package.json': manifest,
      'node_modules/evil/setup.js': '\nneedle',
    });
    expect(findings[0]?.evidence).toContainEqual({
      path: 'node_modules/evil/setup.js',
      line: 2,
      detail: 'needle',
    });
  });

  it('whose file is gone are noticed, unless the package was pruned altogether', async () => {
    expect(
      await find([gone], { 'node_modules/evil/package.json': manifest, 'node_modules/evil/index.js': '' }),
    ).toHaveLength(1);
    expect(await find([gone], { 'node_modules/evil/package.json': manifest })).toEqual([]);
  });
});

describe('an exception by name', () => {
  const except = rule('t/except', {
    applies: { exceptPackages: ['@aws-sdk/*', 'aws-sdk'] },
    keywords: ['x'],
    match: { text: 'x' },
  });
  const findingsOf = async (folder: string, name: string) => {
    const packages = [{ ...packageOf(name, '1.0.0'), locations: [{ path: folder }] }];
    const signatures = { version: `test ${(version += 1)}`, rules: [except] };
    const tree = memoryTree({ [`${folder}/i.js`]: 'x' });
    return (await scanSignatures({ tree, packages, signatures })).findings;
  };

  it.each([
    ['a package that it names', 'node_modules/aws-sdk', 'aws-sdk', 'tamper low'],
    ['a popular package of the scope', 'node_modules/@aws-sdk/client-s3', '@aws-sdk/client-s3', 'tamper low'],
    ['one that a package has of its own', 'node_modules/a/node_modules/aws-sdk', 'aws-sdk', 'tamper low'],
    ['a name that nobody knows in the scope', 'node_modules/@aws-sdk/left', '@aws-sdk/left', 'malware high'],
    ['the name in another folder', 'node_modules/left', 'aws-sdk', 'malware high'],
    ['a folder that ends alike', 'node_modules/not-aws-sdk', 'aws-sdk', 'malware high'],
    ['the scope in another folder', 'node_modules/client-s3', '@aws-sdk/client-s3', 'malware high'],
  ])('%s', async (...[, folder, name, expected]) => {
    const findings = await findingsOf(folder, name);
    expect(findings.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual([expected]);
  });
});

it('hostile manifests give nothing and break nothing', async () => {
  const fields = rule('t/fields', {
    applies: { files: ['/package.json'] },
    match: { manifest: 'scripts.*', matches: 'evil' },
  });
  for (const text of [
    '',
    'null',
    '[]',
    '{"scripts":null}',
    '{"__proto__":{"scripts":{"a":"evil"}}}',
    '{"scripts":["evil"]}',
    '['.repeat(50_000),
  ]) {
    expect(await find([fields], { 'node_modules/evil/package.json': text })).toHaveLength(
      text.includes('["evil"]') ? 1 : 0,
    );
  }
});

describe('a rule for shell scripts', () => {
  const SHELL = rule('t/shell', { applies: { files: ['*.sh'] }, match: { text: 'needle' } });

  it.each([
    ['a/start', '#!/bin/sh\nneedle', 1],
    ['a/start.txt', '#!/usr/bin/env bash\nneedle', 1],
    ['a/start.sh', 'needle', 1],
    ['a/start', 'needle', 0],
    ['a/start', '#!/usr/bin/env node\nneedle()', 0],
    ['node_modules/evil/start', '#!/bin/sh\nneedle', 1],
  ])('for %s that holds %j', async (path, text, findings) => {
    expect(await find([SHELL], { [path]: text })).toHaveLength(findings);
  });
});

it('a shell script is no JavaScript that does not parse', async () => {
  const signatures = {
    version: 'shell',
    rules: [rule('t/eval', { keywords: ['eval('], match: { tree: { call: ['eval'] } } })],
  };
  const text = '#!/bin/bash\nexport A="eval(atob(1))"\nexec "$@"';
  const { problems } = await scanSignatures({ tree: memoryTree({ wrap: text }), packages: [], signatures });
  expect(problems).toEqual([]);
});
