import type { RecognisedText } from './recognised-text.js';
import type { RecognisedCopy } from './recognised-copy.js';

/** The result of comparing a bundle with an index. */
export interface RecognisedBundle {
  readonly recognised: RecognisedText;
  readonly copies: readonly RecognisedCopy[];
}
