import { expect, it } from 'vitest';
import { expectLinear } from '../../support/expect-linear.js';
import { judgedScript } from '../../support/judged-script.js';

const PAYLOAD = 'eval(Buffer.from("YQ==", "base64").toString());';

it.each<[what: string, size: number, textOf: (size: number) => string]>([
  ['broken statements', 40_000, (size) => 'a b;\n'.repeat(size)],
  ['open templates', 20_000, (size) => '`${'.repeat(size)],
  ['open brackets', 20_000, (size) => '({['.repeat(size)],
  ['stray brackets', 40_000, (size) => '}'.repeat(size)],
  ['nested broken blocks', 5000, (size) => `${'{a b;'.repeat(size)}${'}'.repeat(size)}`],
])('reports the limit in linear time with %s', (...[, size, textOf]) =>
  expectLinear(size, textOf, async (text) => {
    const { isIncomplete, rules } = await judgedScript(`${text}\n${PAYLOAD}`);
    expect(rules.length > 0 || isIncomplete).toBe(true);
  }),
);
