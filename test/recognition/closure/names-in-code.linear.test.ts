import { expect, it } from 'vitest';
import type { RecognisedText } from '../../../src/recognition/recognised-text.js';
import { namesInCode } from '../../../src/recognition/closure/names-in-code.js';
import { expectLinear } from '../../support/expect-linear.js';

/** No name is popular in a text that is unknown as a whole. */
function namesIn(text: string): string[] {
  const rest = [{ ranges: [[0, text.length]] }];
  return namesInCode(text, { rest } as unknown as RecognisedText, () => false);
}

it.each(['"', '"@a', '"a-', 'devDependencies:{', '"github.com/', '["'])(
  'takes linear time for many times %j',
  (part) =>
    expectLinear(
      40_000,
      (size) => part.repeat(size),
      (text) => expect(namesIn(text)).toEqual([]),
    ),
);
