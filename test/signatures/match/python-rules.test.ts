import { expect, it } from 'vitest';
import { pythonTree } from '../../../src/signatures/match/python-rules.js';
import type { Matcher, Signature } from '../../../src/signatures/signature-schema.js';
import { textPattern } from '../../../src/signatures/text/text-pattern.js';

const RULE: Signature = {
  id: 'python/x',
  title: 'x',
  why: 'x',
  do: 'x',
  kind: 'malware',
  severity: 'high',
  confidence: 'high',
  applies: { to: 'any', files: ['*.py'], exceptPackages: [] },
  keywords: [],
  alsoKeywords: [],
  match: { python: { call: ['x'] } },
  needs: [],
  without: [],
  unless: [],
  references: [],
};

async function isParsed(code: string, match: Matcher): Promise<boolean> {
  const rule = { ...RULE, match };
  const found = { bytes: Buffer.from(code), keywords: new Set<string>() };
  return (await pythonTree({ certain: [rule], suspected: [] }, found, textPattern)) !== undefined;
}

const SENT: Matcher = { python: { call: ['{requests,httpx}.post'], from: { call: ['socket.gethostname'] } } };

it.each([
  ['import requests, socket\nrequests.post(socket.gethostname())', true],
  ['import requests\nrequests.post(1)', false],
  ['import requests, socket\nrequests.get(socket.gethostname())', false],
  ['import socket\nf = getattr(x, y)\nf(socket.gethostname())', true],
  ['x = __import__("".join(y))', true],
])('parses a file only where a call may have its name: %j', async (code, isThere) => {
  expect(await isParsed(code, SENT)).toBe(isThere);
});

it('parses a file only where all parts of a rule may match', async () => {
  const match: Matcher = { all: [{ python: { call: ['os.system'] } }, { text: 'push', atLeast: 1 }] };
  expect(await isParsed('import os\nos.system("push")', match)).toBe(true);
  expect(await isParsed('import os\nos.system("pull")', match)).toBe(false);
});
