import type { RecognisedText } from './recognised-text.js';
import type { RecognisedCopy } from './recognised-copy.js';

/** What a comparison of a bundle with an index gives. */
export interface RecognisedBundle {
  readonly recognised: RecognisedText;
  readonly copies: readonly RecognisedCopy[];
}
