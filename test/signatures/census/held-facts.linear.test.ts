import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import { heldFacts } from '../../../src/signatures/census/held-facts.js';
import { loadSignatures } from '../../../src/signatures/index.js';
import { textPatterns } from '../../../src/signatures/match/compiled-rules.js';
import { sumPattern } from '../../../src/signatures/sum-schema.js';
import { expectLinear } from '../../support/expect-linear.js';

const { files } = await loadSignatures(fileURLToPath(new URL('../../../signatures', import.meta.url)));
const facts = files.flatMap(({ match }) => ('sum' in match ? match.sum.facts : []));
const looking = { pattern: textPatterns(), isNamed: () => true };

const PARTS = [
  'catch(e){return ',
  '"https://a.example.invalid/" + ',
  'YWFh',
  '[1,2,3,',
  'x.prototype.y = ',
  'except a ',
  '"a.b.c.d.e.f.',
  'getattr(a, ',
  'Object.keys(process.env ',
  '_0x1234 ',
];

it.each(PARTS)('facts are found in linear time in code that repeats %j', (part) =>
  expectLinear(
    6_000,
    (size) => part.repeat(Math.ceil(size / part.length)),
    (script) => {
      for (const language of ['javascript', 'python'] as const)
        heldFacts({ script, language }, facts, looking);
    },
  ),
);

it.each([
  [
    'a text whose exception stands at its end',
    { text: 'ab', except: 'c' },
    (size: number) => `"${'ab'.repeat(size)}c"`,
  ],
  ['code that is near nothing', { code: 'ab', near: 'c' }, (size: number) => 'ab '.repeat(size)],
])('%s is searched in linear time', (_, fact, script) => {
  const toy = sumPattern.parse({ from: 1, facts: [{ id: 'toy', says: 'says something', ...fact }] });
  return expectLinear(10_000, script, (text) => {
    heldFacts({ script: text, language: 'javascript' }, toy.facts, looking);
  });
});
