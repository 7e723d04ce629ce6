import { expect, it } from 'vitest';
import { readSimplePage } from '../../src/published/simple-page.js';
import { expectLinear } from '../support/expect-linear.js';

const BASE = new URL('https://index.example.invalid/simple/a/');

// Whoever answers for an index chooses the page.
it.each(['<a ', '<a href="', "<a href='", ' href ', ' href="', '#'])(
  'reads a page of %j in linear time',
  (part) =>
    expectLinear(
      20_000,
      (size) => `<a ${part.repeat(size)}>`,
      (text) => expect(readSimplePage(text, 'text/html', BASE).length).toBeLessThanOrEqual(1),
    ),
);
