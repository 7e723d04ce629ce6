import { MIN_UNKNOWN_LENGTH, MAX_GAP_LENGTH } from '../parameters/compose-rows.js';
import { limitOf } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { byteOffsets } from '../../syntax/index.js';
import { type BundleText, claimAt, type Claim } from '../../evidence/index.js';
import { fileScorer, type FileScorer } from '../place/file-scores.js';
import type { ObservedText } from '../read/observed-text.js';
import type { RecognisedText } from '../recognised-text.js';

/** Unknown parts that a report shows, the largest ones. */
const SHOWN_PARTS = 5;
/** Packages that a report names as nearest to an unknown part. */
const SHOWN_NEAREST = 3;

/** A range of text that nothing explains: [start, end) in UTF-16 code units. */
interface Part {
  readonly start: number;
  end: number;
  readonly features: Set<number>;
}

/** Ranges that neither a package nor stronger evidence explains; neighbours are joined. */
function partsOf({ rest }: RecognisedText, claims: readonly Claim[]): Part[] {
  const ranges = rest
    .flatMap(({ ranges: own, features }) => own.map(([start, end]) => ({ start, end, features })))
    .filter(({ start, end }) => claimAt(claims, (start + end) >> 1) === undefined)
    .sort((a, b) => a.start - b.start);
  const parts: Part[] = [];
  for (const { start, end, features } of ranges) {
    const last = parts.at(-1);
    const part =
      last && start - last.end <= MAX_GAP_LENGTH ? last : { start, end, features: new Set<number>() };
    if (part !== last) parts.push(part);
    part.end = Math.max(part.end, end);
    for (const feature of features) part.features.add(feature);
  }
  return parts;
}

const TEXT = /["'`]([A-Z][^"'`\\\n$]{11,72})["'`]/g;
/** Three words and no long number: a message. Other texts may be secrets, which no report may contain. */
const MESSAGE = /^[\w'(-]+(?:[,:]? [a-z'()-]{1,24}){2,}[.!:]?$/;
const SHOWN_MESSAGES = 2;

/** The longest messages in a text, from which a reader may know what it is. */
function messagesIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, words = ''] of text.slice(0, limitOf('unknown-part')).matchAll(TEXT))
    if (MESSAGE.test(words) && !/\d{3}/.test(words)) found.add(words);
  return [...found].sort((a, b) => b.length - a.length).slice(0, SHOWN_MESSAGES);
}

/** The packages that share the most weight with a part, the nearest first. */
function nearestTo({ features }: Part, { index }: ObservedText, score: FileScorer): string[] {
  const weights = new Map<string, number>();
  score([...features], (file, weight) => {
    const name = index.files[file]?.package.name ?? '';
    weights.set(name, Math.max(weight, weights.get(name) ?? 0));
  });
  return [...weights]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN_NEAREST)
    .map(([name]) => name);
}

/** Reports the largest unexplained parts of a bundle: their byte positions, messages in them, and the nearest packages. */
export function unknownParts(
  bundle: BundleText,
  claims: readonly Claim[],
  recognised: RecognisedText,
): Problem[] {
  const score = fileScorer(recognised.observed);
  return partsOf(recognised, claims)
    .filter(({ start, end }) => end - start >= MIN_UNKNOWN_LENGTH)
    .sort((a, b) => b.end - b.start - (a.end - a.start))
    .slice(0, SHOWN_PARTS)
    .map((part): Problem => {
      const [start = 0, end = 0] = byteOffsets(bundle, [part.start, part.end]);
      const messages = messagesIn(bundle.text.slice(part.start, part.end)).map((each) => `“${each}”`);
      const nearest = nearestTo(part, recognised.observed, score);
      const known = [
        ...(messages.length > 0 ? [`it contains ${messages.join(' and ')}`] : []),
        ...(nearest.length > 0 ? [`nearest are ${nearest.join(', ')}`] : []),
      ];
      const message = `${end - start} bytes at ${start} to ${end} are of no package in the fingerprint index`;
      return {
        code: 'unresolved',
        path: bundle.path,
        message: `${[message, ...known].join('; ')}.`,
        affectsCompleteness: false,
      };
    });
}
