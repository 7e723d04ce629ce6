import { it } from 'vitest';
import { escapedNames } from '../../../src/signatures/text/escaped-names.js';
import { expectLinear } from '../../support/expect-linear.js';

it.each([
  ['escapes in a row', String.raw`\x41`],
  ['names around escapes of other characters', `${'a'.repeat(60)}${String.raw`\u0020`}`],
  ['escapes that do not end', String.raw`\u{0`],
])('takes time linear in %s', async (_, piece) => {
  await expectLinear(200_000, (size) => piece.repeat(size / piece.length), escapedNames);
});
