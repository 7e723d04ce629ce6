/** A reference that only a deployment resolves. */
const PLACEHOLDER = /<[^<>]{1,300}>/g;

/** Stands for one placeholder: characters of the private use area, which no ARN has. */
function markOf(index: number): string {
  return String.fromCodePoint(0xe000 + (index % 0x1800));
}

interface Marked {
  readonly text: string;
  /** Whether it has placeholders that the other pattern lacks. */
  readonly hasOwn: boolean;
}

function marked(pattern: string, marks: ReadonlyMap<string, string>, others: ReadonlySet<string>): Marked {
  let hasOwn = false;
  const text = pattern.replaceAll(PLACEHOLDER, (placeholder) => {
    if (!others.has(placeholder)) hasOwn = true;
    return marks.get(placeholder) ?? placeholder;
  });
  return { text, hasOwn };
}

/** Placeholders that the other side lacks, as stars: they may stand for any text. */
function opened(pattern: string, marks: ReadonlyMap<string, string>, others: ReadonlySet<string>): string {
  return pattern.replaceAll(PLACEHOLDER, (placeholder) =>
    others.has(placeholder) ? (marks.get(placeholder) ?? placeholder) : '*',
  );
}

/** Longer patterns are taken to overlap: comparing them takes time that grows with the product of their lengths. */
const MAX_LENGTH = 600;

function areSame(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  return left === right || left === '?' || right === '?';
}

/** Whether some text matches both of two patterns with `*` and `?`. */
function intersect(left: string, right: string): boolean {
  if (left.length > MAX_LENGTH || right.length > MAX_LENGTH) return true;
  // `row[j]`: whether the rest of `left` from i and the rest of `right` from j have a text in common.
  let row: boolean[] = Array.from({ length: right.length + 1 }, (_, j) => /^\**$/.test(right.slice(j)));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    const next = row;
    row = Array.from({ length: right.length + 1 }, () => false);
    for (let j = right.length; j >= 0; j -= 1) {
      const isStar = left[i] === '*' || right[j] === '*';
      row[j] = isStar
        ? next[j] === true || (j < right.length && row[j + 1] === true)
        : areSame(left[i], right[j]) && next[j + 1] === true;
    }
  }
  return row[0] === true;
}

/**
 * Whether two patterns of resources may name the same one. A placeholder may stand for any text, but two placeholders of
 * different names stand for different resources.
 */
export function mayOverlap(left: string, right: string): boolean {
  if (left === '*' || right === '*' || left === right) return true;
  const ofLeft = new Set(left.match(PLACEHOLDER));
  const ofRight = new Set(right.match(PLACEHOLDER));
  const marks = new Map([...new Set([...ofLeft, ...ofRight])].map((one, index) => [one, markOf(index)]));
  const [markedLeft, markedRight] = [marked(left, marks, ofRight), marked(right, marks, ofLeft)];
  if (markedLeft.hasOwn && markedRight.hasOwn) return intersect(markedLeft.text, markedRight.text);
  return intersect(opened(left, marks, ofRight), opened(right, marks, ofLeft));
}
