import { describe, it } from 'vitest';
import { encodedTexts } from '../../../src/signatures/secrets/encoded-texts.js';
import { joinedTexts } from '../../../src/signatures/secrets/joined-texts.js';
import { expectLinear } from '../../support/expect-linear.js';

describe('takes time linear in the text', () => {
  it.each([
    ['quotes that do not end', String.raw`"\"`],
    ['sums of nothing', '"+"+'],
    ['one name for all', 'e="ab"+"cd";'],
    ['additions', 'e+="abcdefgh";'],
    ['open lists', 'x=["ab",'],
    ['joins of one list', 'x=["ab"];x.join("")'],
    ['templates', '`${a}'],
    ['base64', 'QUJD'],
    ['escapes', String.raw`\x41`],
  ])('%s', async (_, unit) => {
    const units = (size: number): string => unit.repeat(size / unit.length);
    await expectLinear(80_000, units, (text) => joinedTexts(text));
    await expectLinear(80_000, units, (text) => encodedTexts(text));
  });
});
