import { describe, it } from 'vitest';
import { prefixFilter } from '../../../src/signatures/text/prefix-filter.js';
import { expectLinear } from '../../support/expect-linear.js';

describe('takes time linear in the text', () => {
  it.each([
    [String.raw`(?:a+)+b`, 'a'],
    [String.raw`(?:a|a)*c`, 'a'],
    [String.raw`a*a*a*a*c`, 'a'],
    [String.raw`\s*\s*x`, ' '],
    [String.raw`a\s+(?:b|\s)\s*x`, ' '],
    [String.raw`[\w$]{1,30}(?:\.[\w$]{1,30}){0,9}\.data`, 'a.'],
    [String.raw`(?:a?){30}a{30}b`, 'a'],
    [String.raw`(?:[^;]{0,200}x){3}\+`, 'x'],
    [String.raw`(?:-?parseInt\([\w$]{1,16}\([^()]{1,40}\)\)\s*/){4}`, 'parseInt(a('],
  ])('%s', async (source, unit) => {
    const filter = prefixFilter(source);
    const units = (size: number): string => unit.repeat(size / unit.length);
    await expectLinear(80_000, units, (text) => filter?.expression.test(text));
    await expectLinear(80_000, units, (text) => filter?.expression.test(`a${text}`));
  });
});
