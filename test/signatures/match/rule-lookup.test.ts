import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { keywordFinder } from '../../../src/signatures/text/keyword-finder.js';
import { ruleLookup } from '../../../src/signatures/match/rule-lookup.js';
import { scannedFile } from '../../../src/signatures/match/scanned-file.js';
import type { Signature } from '../../../src/signatures/signature-schema.js';

const rule = (id: string, parts: Partial<Signature>): Signature => ({
  id,
  title: 'A rule of a test',
  why: 'Because a test asks for it.',
  do: 'Nothing at all.',
  kind: 'malware',
  severity: 'high',
  confidence: 'high',
  applies: { to: 'any', files: ['*.js'], exceptPackages: [] },
  keywords: [],
  alsoKeywords: [],
  match: { text: 'x', atLeast: 1 },
  needs: [],
  without: [],
  unless: [],
  references: [],
  ...parts,
});

const BAD = Buffer.from('bad code');
const RULES = [
  rule('t/hash', { match: { file: { sha256: [createHash('sha256').update(BAD).digest('hex')] } } }),
  rule('t/size', { match: { file: { minBytes: 1 } } }),
  rule('t/eval', { keywords: ['eval('] }),
];
// The finder is shared: it knows words of rules for other files.
const lookup = ruleLookup(RULES, keywordFinder(['eval(', 'Code']));

function candidatesOf(bytes: Buffer): readonly string[] {
  const entry = { path: 'a.js', size: bytes.length, executable: false };
  const keywords = lookup.findKeywords(bytes);
  return [...lookup.candidates(scannedFile({ entry, path: 'a.js', bytes, keywords }))].map(({ id }) => id);
}

it.each([
  ['a known hash calls for its rule', BAD, ['t/size', 't/hash']],
  ['a keyword calls for its rule', Buffer.from('eval(1)'), ['t/size', 't/eval']],
  ['other code only for rules about any file', Buffer.from('bad Code'), ['t/size']],
])('%s', (_, bytes, ids) => {
  expect(candidatesOf(bytes)).toEqual(ids);
});
