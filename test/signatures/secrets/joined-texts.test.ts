import { describe, expect, it } from 'vitest';
import { joinedTexts } from '../../../src/signatures/secrets/joined-texts.js';

/** What code joins, as it is searched. */
function textsIn(code: string): string[] {
  return joinedTexts(code).map(({ text }) => text);
}

const WHOLE = 'first-part-last-part';

describe('texts that code joins of constant parts', () => {
  it.each([
    ['a sum', `const key = "first-part" + '-last-part';`],
    ['a sum over lines', 'x = "first-" +\n  "part-" +\n  "last-part"'],
    ['texts beside each other in Python', 'KEY = ("first-part"\n       "-last-part")'],
    ['names that stand for texts', 'var a="first-part",b="-last-part";send(a+b)'],
    ['names of names', 'const a = "first"; const c = a + "-part"; use(c + "-last-part")'],
    ['members', 'const parts = {head: "first-part", tail: "-last-part"}; parts.head + parts.tail'],
    ['a template', 'const a="first-part",b=`-last-part`;f(`${a}${b}`)'],
    ['an f-string', 'a = "first-part"\nb = "-last-part"\nk = f"{a}{b}"'],
    ['a list', 'f(["first", "-part", "-last-part"].join(""))'],
    ['a list with a name', 'const p = ["first-part", "-last-part"];\nf(p.join(""))'],
    ['a list in Python', "k = ''.join(['first-part', '-last-part'])"],
    ['a list with a name in Python', "p = (\n  'first-part',\n  '-last-part',\n)\nk = ''.join(p)"],
    ['a list in PHP', "$k = implode('', ['first-part', '-last-part']);"],
    ['an array with a name in PHP', "$p = array('first-part', '-last-part'); $k = implode('', $p);"],
    ['arguments in Java', 'String k = String.join("", "first-part", "-last-part");'],
    ['concat', 'x = "first-".concat("part", "-last-part")'],
    ['statements that add', 'let k = "first-"; k += "part"; k += "-last-part";'],
    ['written backwards', '"trap-tsal-trap-tsrif".split("").reverse().join("")'],
    ['written backwards in Ruby', "K = 'trap-tsal-trap-tsrif'.reverse\n"],
    ['written backwards in Python', 'k = "trap-tsal-trap-tsrif"[::-1]'],
    ['written backwards in PHP', "$k = strrev('trap-tsal-trap-tsrif');"],
    ['written backwards in Java', 'new StringBuilder("trap-tsal-trap-tsrif").reverse().toString()'],
    ['escapes in a part', String.raw`x = "first\x2dpart" + "\u002dlast-part"`],
  ])('%s', (_, code) => {
    expect(textsIn(code).join('\n')).toContain(WHOLE);
  });

  it('what is not constant ends a text', () => {
    expect(textsIn('"first-part" + user() + "-last-part"').join('\n')).not.toContain(WHOLE);
    expect(textsIn('a++ + b; c += 1')).toEqual([]);
  });

  it('a list that stands elsewhere is joined under the name that gets it', () => {
    const code = "parts = ('first-part', '-last-part')\nhub_token = ''.join(parts)";
    expect(textsIn(code)).toContain(`hub_token = "${WHOLE}"`);
  });

  it('the place is that of the expression', () => {
    const code = 'const key = "first-part" + "-last-part";';
    const [piece] = joinedTexts(code);
    expect(code.slice(piece?.start, piece?.end)).toBe('"first-part" + "-last-part"');
  });
});
