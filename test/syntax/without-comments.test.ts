import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScript, withoutComments } from '../../src/syntax/index.js';

const BROKEN = '\n<div>';

describe('comments', () => {
  it.each([
    ['of a line', 'a(); // mask\nb();', 'a();        \nb();'],
    ['of a block', 'a(/* mask */);', 'a(          );'],
    [
      'not what only looks like one',
      'a("// mask", `/* mask */`, /\\/\\/ mask/);',
      'a("// mask", `/* mask */`, /\\/\\/ mask/);',
    ],
    ["a script's of HTML", 'a();\n<!-- mask\n', 'a();\n         \n'],
    ['of Python', 'exec(x)  # mask\n', 'exec(x)        \n'],
  ])('%s', (_, text, expected) => {
    expect(withoutComments(text, readScript(text))).toBe(expected);
  });

  const piece = fc.constantFrom(
    '"/*"',
    '"//"',
    '/* mask */',
    '/*/ mask */',
    '// mask\n',
    'x = 1;',
    '\n',
    '"*/"',
    "'a'",
    '/* a\n mask */',
  );

  it('go, whether the text parses or not, and nothing else moves', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('', BROKEN), (pieces, end) => {
        const text = pieces.join('\n') + end;
        const code = withoutComments(text, readScript(text));
        expect(code).toHaveLength(text.length);
        expect(code).not.toContain('mask');
      }),
    );
  });
});
