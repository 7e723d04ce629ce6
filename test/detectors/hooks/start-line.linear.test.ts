import { expect, test } from 'vitest';
import { startLines } from '../../../src/detectors/hooks/start-line.js';
import { expectLinear } from '../../support/expect-linear.js';

test('a long line takes time linear in its length', () =>
  expectLinear(
    400_000,
    (size) => `import ${"N,'".repeat(size)}`,
    (line) => expect(startLines(line)).toMatchObject([{ severity: 'medium' }]),
  ));
