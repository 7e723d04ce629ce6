import { expect, test } from 'vitest';
import { parseScript } from '../../../src/syntax/index.js';
import { entryCode } from '../../../src/syntax/regions/entry-code.js';
import { findModules } from '../../../src/syntax/regions/find-modules.js';
import { expectLinear } from '../../support/expect-linear.js';

test('a text with many functions and calls takes linear time', async () => {
  const functionsAndCalls = (size: number): string =>
    `${'var x={};'.repeat(64)}module.exports=x;${'(()=>{})();'.repeat(size)}${'d(x,{});'.repeat(size)}`;
  await expectLinear(20_000, functionsAndCalls, (text) => {
    const program = parseScript(text);
    if (!program) throw new Error('the sample does not parse');
    expect(entryCode(program, findModules(program))).toEqual([]);
  });
});
