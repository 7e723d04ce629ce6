import { describe, expect, it } from 'vitest';
import type { Finding, Package } from '../../../src/model/index.js';
import { scanSignatures } from '../../../src/signatures/index.js';
import { secretRuleSchema, type SecretRule } from '../../../src/signatures/secret-schema.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';

const EXAMPLES = Array.from({ length: 2 }, () => ({ why: 'an example of a test', files: { 'a.js': '' } }));

function rule(id: string, fields: object): SecretRule {
  return secretRuleSchema.parse({
    id: `secrets/${id}`,
    title: 'A key of a test',
    why: 'Whoever reads it can test everything.',
    do: 'Revoke it at once.',
    kind: 'secret',
    severity: 'high',
    ...fields,
    examples: { bad: EXAMPLES, good: EXAMPLES },
  });
}

const KEY = rule('key', { keywords: ['tk_'], patterns: [String.raw`\b(tk_[a-z0-9]{16})\b`], shows: 3 });
const ANY = rule('any', {
  keywords: ['password'],
  patterns: [String.raw`password["']?\s{0,3}[:=]\s{0,3}["']([^"']{6,200})["']`],
  confidence: 'low',
  applies: { to: 'application' },
});
const VALUE = 'tk_q8zk2vlm4xtz9wrb';

let version = 0;
async function find(
  files: Readonly<Record<string, string>>,
  { rules = [KEY, ANY], packages = [] as readonly Package[] } = {},
): Promise<readonly Finding[]> {
  const secrets = {
    rules,
    known: { parts: ['example'], words: ['changeme'], values: [], names: ['pagetoken'] },
  };
  const signatures = { version: `secrets ${(version += 1)}`, rules: [], secrets };
  return (await scanSignatures({ tree: memoryTree(files), packages, signatures })).findings;
}

const placesOf = (findings: readonly Finding[]) =>
  findings.map(({ rule: id, evidence }) => [id, ...evidence.map(({ path }) => path)]);

describe('where secrets are found', () => {
  it.each([
    ['in a script', { 'a.js': `send("${VALUE}")` }, 1],
    ['in any text file', { 'notes/list.txt': `key ${VALUE}` }, 1],
    ['in the lines of a file', { 'a.py': `\n\nKEY = "${VALUE}"` }, 3],
    ['joined by code', { 'a.js': `x = "tk_q8zk2v" + "lm4xtz9wrb"` }, 1],
    ['in base64', { 'a.js': `x = atob("${Buffer.from(`key ${VALUE}`).toString('base64')}")` }, 1],
    [
      'in base64 that code joins',
      { 'a.js': `x = "${btoa(VALUE).slice(0, 9)}" + "${btoa(VALUE).slice(9)}"` },
      1,
    ],
    [
      'in a source map',
      { 'a.js.map': JSON.stringify({ sources: ['src/a.ts'], sourcesContent: [`\n"${VALUE}"`] }) },
      null,
    ],
  ])('%s', async (_, files, line) => {
    const [finding, ...others] = await find(files);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      kind: 'secret',
      rule: 'secrets/key',
      severity: 'high',
      cwes: ['CWE-798'],
    });
    expect(finding?.evidence[0]).toMatchObject({ path: Object.keys(files)[0], line });
    expect(JSON.stringify(finding)).not.toContain(VALUE.slice(4));
  });

  it('not in pictures and other data', async () => {
    expect(await find({ 'a.png': VALUE, 'data.txt': `\0${VALUE}` })).toEqual([]);
  });

  it("in a source map's own sources, not in those of packages", async () => {
    const sources = ['../node_modules/a/index.js', 'src/a.ts'];
    const map = { sources, sourcesContent: [`"${VALUE}"`, '"nothing"'] };
    expect(await find({ 'a.js.map': JSON.stringify(map) })).toEqual([]);
  });

  it('in UTF-16, as Windows writes it', async () => {
    const tree = memoryTree({ 'a.env': Buffer.from(`\uFEFF${VALUE}`, 'utf16le') });
    const secrets = { rules: [KEY], known: { parts: [], words: [], values: [], names: [] } };
    const signatures = { version: 'utf-16', rules: [], secrets };
    expect((await scanSignatures({ tree, packages: [], signatures })).findings).toHaveLength(1);
  });
});

describe('one value is one finding', () => {
  it('wherever it is, with all its places', async () => {
    const found = await find({ 'a.js': `"${VALUE}"`, 'b.js': `"${VALUE}"` });
    expect(placesOf(found)).toEqual([['secrets/key', 'a.js', 'b.js']]);
  });

  it('its fingerprint is the same in another file, and that of another value is not', async () => {
    const [first] = await find({ 'a.js': `"${VALUE}"` });
    const [moved] = await find({ 'dist/b.mjs': `\n\n x("${VALUE}")` });
    const [other] = await find({ 'a.js': '"tk_zzk2vlm4xtz9wrb7"' });
    expect(moved?.fingerprint).toBe(first?.fingerprint);
    expect(other?.fingerprint).not.toBe(first?.fingerprint);
  });

  it('a rule for any password leaves it to the rule of its format', async () => {
    expect(placesOf(await find({ 'a.js': `password = "${VALUE}"` }))).toEqual([['secrets/key', 'a.js']]);
    const encoded = btoa(`"${VALUE}"`);
    expect(placesOf(await find({ 'a.js': `password = "${encoded}"` }))).toEqual([['secrets/key', 'a.js']]);
  });
});

describe('what is no secret', () => {
  it.each([
    ['an example', '"tk_example00xtz9wrb"'],
    ['a longer text', `"${VALUE}and-more"`],
    ['a reference', 'password = "${PASSWORD}"'],
    ['a word', 'password = "changeme"'],
  ])('%s', async (_, code) => {
    expect(await find({ 'a.js': code })).toEqual([]);
  });
});

describe('packages that others publish', () => {
  const published = [packageOf('lib', '1.0.0')];
  it('are searched for known formats only, outside of their tests', async () => {
    const files = {
      'node_modules/lib/index.js': `password = "Wz7-kqLp29x"; send("${VALUE}")`,
      'node_modules/lib/test/a.js': '"tk_zzk2vlm4xtz9wrb7"',
      'node_modules/lib/README.md': '"tk_zzk2vlm4xtz9wrb8"',
    };
    expect(placesOf(await find(files, { packages: published }))).toEqual([
      ['secrets/key', 'node_modules/lib/index.js'],
    ]);
  });

  it('those of a private registry are searched as the application is', async () => {
    const own = [{ ...packageOf('lib', '1.0.0'), origin: 'private' as const }];
    const found = await find({ 'node_modules/lib/index.js': 'password = "Wz7-kqLp29x"' }, { packages: own });
    expect(found).toMatchObject([{ rule: 'secrets/any', package: own[0]?.id }]);
  });
});

it('the other part of credentials raises the severity, and is no finding of its own', async () => {
  const pair = { text: String.raw`"([A-Z]{12})"`, within: 60, severity: 'critical' };
  const both = rule('pair', { keywords: KEY.keywords, patterns: KEY.patterns, pair, severity: 'medium' });
  const alone = rule('alone', { keywords: ['secret'], patterns: [String.raw`secret:\s?"([A-Z]{12})"`] });
  const rules = [both, alone];
  expect(await find({ 'a.js': `{key:"${VALUE}",secret:"ABQZTPLMKWER"}` }, { rules })).toMatchObject([
    { rule: 'secrets/pair', severity: 'critical', evidence: [{ line: 1 }, { line: 1 }] },
  ]);
  expect(await find({ 'a.js': `{key:"${VALUE}"}` }, { rules })).toMatchObject([{ severity: 'medium' }]);
});
