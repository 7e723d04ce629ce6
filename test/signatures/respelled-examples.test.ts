import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadSignatures, testSignatures, type SignatureFile } from '../../src/signatures/index.js';
import { wantsNames } from '../../src/signatures/match/rule-words.js';
import { respelled, type Spelling } from '../support/respelled-script.js';

const { files } = await loadSignatures(fileURLToPath(new URL('../../signatures', import.meta.url)));
const treeRules = files.filter(({ match }) => wantsNames(match));
const others = files.filter(({ id }) => treeRules.some(({ without }) => without.includes(id)));

const GAPS = ['', ' ', '\n', '\t', '/**/', ' /* x */ ', '\r\n', '//\n'];
const ESCAPES: readonly ((letter: string) => string)[] = [
  (letter) => `\\u00${letter.charCodeAt(0).toString(16).padStart(2, '0')}`,
  (letter) => `\\u{${letter.charCodeAt(0).toString(16)}}`,
];

const anEscape = () => fc.constantFrom<((letter: string) => string) | null>(null, ...ESCAPES);

const spellings = fc.gen().map((pick): Spelling => ({
  gap: () => pick(fc.constantFrom, ...GAPS),
  escape: () => pick(anEscape),
  optional: () => pick(fc.boolean),
}));

/** The rule with its bad examples written in another way. */
function inOtherWords(rule: SignatureFile, spelling: Spelling): SignatureFile {
  const bad = rule.examples.bad.map((example) => ({
    ...example,
    files: Object.fromEntries(
      Object.entries(example.files).map(([path, content]) => [
        path,
        path.endsWith('js') && typeof content === 'string' ? respelled(content, spelling) : content,
      ]),
    ),
  }));
  // Its other conditions are texts. Rules are compiled once for an id.
  return { ...rule, id: `${rule.id}-respelled`, needs: [], within: undefined, examples: { bad, good: [] } };
}

it('keywords of rules about calls are names', () => {
  const words = treeRules.flatMap(({ id, keywords, alsoKeywords }) =>
    [...keywords, ...alsoKeywords].map((word) => ({ id, word })),
  );
  expect(words.length).toBeGreaterThan(4);
  expect(words.filter(({ word }) => !/^[\w$]+\(?$/.test(word))).toEqual([]);
});

it.each(treeRules.map((rule) => [rule.id, rule] as const))(
  '%s: its bad examples are found however they are spelled',
  async (_, rule) => {
    await fc.assert(
      fc.asyncProperty(spellings, async (spelling) => {
        const written = inOtherWords(rule, spelling);
        const failures = await testSignatures([written], others);
        expect(failures).toEqual([]);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  },
);
