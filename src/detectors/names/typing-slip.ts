/** Rows of a keyboard; each is half a key to the right of the one above. */
const KEY_ROWS = ['1234567890-', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const VOWELS = 'aeiouy';

const PLACES = new Map(
  KEY_ROWS.flatMap((row, y) =>
    Array.from(row, (key, x): [string, readonly [number, number]] => [key, [x, y]]),
  ),
);

function areNeighbours(a: string, b: string): boolean {
  const [ax, ay] = PLACES.get(a) ?? [Infinity, 0];
  const [bx, by] = PLACES.get(b) ?? [-Infinity, 0];
  // The row below is half a key to the right: a key touches the one at its own place there and the one before it.
  if (ay === by) return Math.abs(ax - bx) === 1;
  return (
    Math.abs(ay - by) === 1 && (ay < by ? ax - bx === 0 || ax - bx === 1 : bx - ax === 0 || bx - ax === 1)
  );
}

/** The one place where two texts differ: both characters and the offset. */
interface Difference {
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

function differenceOf(target: string, name: string): Difference {
  const shorter = Math.min(target.length, name.length);
  let at = 0;
  while (at < shorter && target[at] === name[at]) at += 1;
  let tail = 0;
  while (tail < shorter - at && target[target.length - 1 - tail] === name[name.length - 1 - tail]) tail += 1;
  return { at, from: target.slice(at, target.length - tail), to: name.slice(at, name.length - tail) };
}

/** How likely a slip is: in names of four letters only typing errors count. */
type Slip = 'finger' | 'other' | null;

function slipOf(target: string, name: string): Slip {
  const { at, from, to } = differenceOf(target, name);
  if (/[0-9@/._]/.test(from + to)) return null;
  if (from.length + to.length === 1) return slipOfLength(target, from + to, at);
  if (from.length === 1 && to.length === 1) return at === 0 ? null : slipOfKey(from, to);
  return from.length === 2 && `${from[1]}${from[0]}` === to ? 'finger' : null;
}

/** A neighbouring key was pressed. */
function slipOfKey(from: string, to: string): Slip {
  if (areNeighbours(from, to)) return 'finger';
  return VOWELS.includes(from) && VOWELS.includes(to) ? 'other' : null;
}

/** One letter more or less. A doubled one is found at the end of its run. */
function slipOfLength(target: string, letter: string, at: number): Slip {
  if (target[at - 1] === letter) return 'finger';
  const isEnding = 'srd'.includes(letter) && at >= target.length - 1;
  // A different first letter makes another word (preact, ocache); a hyphen is a separator.
  return at === 0 || isEnding || letter === '-' ? null : 'other';
}

const MIN_LENGTH = 4;
/** Among 6,402 names of real trees, shorter ones differ by a letter because they are other words (mkpath, reghex). */
const MIN_LENGTH_OF_ANY = 6;

/**
 * Whether a name differs from another by one slip: two neighbours swapped, a letter missing, added or doubled, a
 * neighbouring key, or another vowel. Differences in digits (`listr2`), endings and the first letter are no slips,
 * because they distinguish real names.
 */
export function isTypingSlip(target: string, name: string): boolean {
  const shorter = Math.min(target.length, name.length);
  if (Math.abs(target.length - name.length) > 1 || shorter < MIN_LENGTH) return false;
  const slip = slipOf(target, name);
  return slip === 'finger' || (slip === 'other' && shorter >= MIN_LENGTH_OF_ANY);
}
