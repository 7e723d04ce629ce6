import { it } from 'vitest';
import { CheckedRanges } from '../../../src/program/checked/checked-ranges.js';
import { collectRanges } from '../../../src/program/checked/collect-ranges.js';
import { parseScript } from '../../../src/syntax/index.js';
import { expectLinear } from '../../support/expect-linear.js';

// Minified code calls everything by one letter.
it.each([
  ['checks beside each other', 'if (a === 1) { b(a); }', true],
  ['checks before all that follows', 'if (a !== 1) return; b(a);', true],
  ['checks in functions', '(function (a) { if (a === 1) b(a); })();', true],
  ['assignments', 'if (a === 1) { a = c; b(a); }', false],
])('looks up names in linear time: %s', (_what, part, isChecked) =>
  expectLinear(
    8000,
    (size) => {
      const text = `function f(a) { ${part.repeat(size)} }`;
      return { text, program: parseScript(text) };
    },
    ({ text, program }) => {
      if (!program || !('type' in program)) throw new Error('not parsed');
      const ranges = new CheckedRanges(collectRanges(program));
      for (let at = text.indexOf('b(a)'); at >= 0; at = text.indexOf('b(a)', at + 1))
        if (ranges.at('a', at + 2).length > 0 !== isChecked) throw new Error(`wrong at ${String(at)}`);
    },
  ),
);
