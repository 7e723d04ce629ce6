/** Lines shown of either side. */
const MAX_SHOWN_LINES = 3;
const MAX_SHOWN_LENGTH = 160;

export interface DiffLine {
  /** 1-based, in the installed file. */
  readonly line: number;
  /** `- published` or `+ installed`. */
  readonly text: string;
}

/** The part of a line around `at`, so that a difference in a long line is seen. */
function shorten(line: string, at: number): string {
  if (line.length <= MAX_SHOWN_LENGTH) return line;
  const start = Math.max(0, Math.min(at - 40, line.length - MAX_SHOWN_LENGTH));
  const part = line.slice(start, start + MAX_SHOWN_LENGTH);
  return `${start > 0 ? '…' : ''}${part}${start + MAX_SHOWN_LENGTH < line.length ? '…' : ''}`;
}

function commonLength(length: number, isSame: (at: number) => boolean): number {
  let at = 0;
  while (at < length && isSame(at)) at += 1;
  return at;
}

/** What differs first and last enclosed, the middle shortened to a few lines. Raw: reporters escape it. */
export function shortDiff(installed: string, published: string): readonly DiffLine[] {
  const mine = installed.split(/\r?\n/);
  const theirs = published.split(/\r?\n/);
  const shorter = Math.min(mine.length, theirs.length);
  const before = commonLength(shorter, (at) => mine[at] === theirs[at]);
  const after = commonLength(shorter - before, (at) => mine.at(-1 - at) === theirs.at(-1 - at));
  const added = mine.slice(before, mine.length - after);
  const removed = theirs.slice(before, theirs.length - after);
  const [first = '', other = ''] = [added[0], removed[0]];
  const from = commonLength(Math.min(first.length, other.length), (at) => first[at] === other[at]);
  const side = (sign: string, lines: readonly string[]): DiffLine[] =>
    lines.slice(0, MAX_SHOWN_LINES).map((text, at) => ({
      line: Math.min(before + at, mine.length - 1) + 1,
      text: `${sign} ${shorten(text, at === 0 ? from : 0)}`,
    }));
  return [...side('-', removed), ...side('+', added)];
}
