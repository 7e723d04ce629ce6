import { it } from 'vitest';
import { isCalled } from '../../../src/signatures/text/is-called.js';
import { expectLinear } from '../../support/expect-linear.js';

it('takes time linear in the text, however many names', async () => {
  const everywhere = (text: string): number => {
    let calls = 0;
    for (let at = text.indexOf('e'); at >= 0; at = text.indexOf('e', at + 1))
      calls += isCalled(text, at + 1) ? 1 : 0;
    return calls;
  };
  await expectLinear(40_000, (size) => 'e/*'.repeat(size / 3), everywhere);
  await expectLinear(40_000, (size) => 'e '.repeat(size / 2), everywhere);
});
