import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { NEEDLE } from '../support/sample-signature.js';
import { loadSignatures, testSignatures } from '../../src/signatures/index.js';

function load(text: string, path = 'mine/needle.yaml') {
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-signatures-'));
  mkdirSync(join(folder, 'mine'));
  writeFileSync(join(folder, path), text);
  return loadSignatures(folder);
}

it('a file makes a rule', async () => {
  const { files, errors } = await load(NEEDLE);
  expect(errors).toEqual([]);
  expect(files.map(({ id }) => id)).toEqual(['mine/needle']);
});

it.each([
  ['broken YAML', NEEDLE.replace('kind: malware', 'kind: [malware'), 6],
  ['an unknown kind', NEEDLE.replace('kind: malware', 'kind: odd'), 5],
  ['a matcher with a typing error', NEEDLE.replace('  text: needle', '  texts: needle'), null],
  ['another id than its path', NEEDLE.replace('mine/needle\n', 'mine/other\n'), 1],
  ['a pattern that is not RE2', NEEDLE.replace('text: needle', "text: '(?=needle)'"), null],
  ['text to search and no keyword', NEEDLE.replace('keywords: [needle]\n', ''), null],
  ['a need that does not exist', NEEDLE.replace('match:', 'needs: [no/such]\nmatch:'), null],
  [
    'one bad example only',
    NEEDLE.replace("    - { why: 'there, too', files: { b.js: 'a needle' } }\n", ''),
    11,
  ],
])('%s is named with its file and line', async (_, text, line) => {
  const { errors } = await load(text);
  expect(errors).toHaveLength(1);
  expect(errors[0]?.file).toMatch(/mine\/needle\.yaml$/);
  expect(errors[0]?.line).toBe(line);
});

it('aliases that blow up are refused', async () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`;
  expect((await load(bomb)).errors).toHaveLength(1);
});

it('two variants of a rule are tested each by its own pattern', async () => {
  const [first, second] = await Promise.all([
    load(NEEDLE),
    load(NEEDLE.replace('text: needle', 'text: nowhere')),
  ]);
  expect(await testSignatures(first.files)).toEqual([]);
  expect((await testSignatures(second.files)).map(({ kind }) => kind)).toEqual(['bad', 'bad']);
});

it('examples that come out wrong are named', async () => {
  const { files } = await load(
    NEEDLE.replace('a.js: thread', 'a.js: needle').replace("b.js: 'a needle'", 'b.txt: needle'),
  );
  expect(await testSignatures(files)).toEqual([
    { rule: 'mine/needle', kind: 'bad', why: 'there, too' },
    { rule: 'mine/needle', kind: 'good', why: 'no needle here' },
  ]);
});
