/** Part of a text: [start, end) in code units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where something begins that an expression (flags `gu`) finds, one inside another, too. */
export function* beginningsIn(text: string, expression: RegExp): Generator<number> {
  let next = 0;
  for (;;) {
    // Reset each time: an earlier caller may have stopped elsewhere.
    expression.lastIndex = next;
    const found = expression.exec(text);
    if (!found) return;
    next = found.index + ((text.codePointAt(found.index) ?? 0) > 0xffff ? 2 : 1);
    yield found.index;
  }
}

const BLANKS = new Set(Array.from('\t\n\f\r ', (blank) => blank.charCodeAt(0)));

/** Moves along a text; each character is looked at twice, however many positions are given. */
function walker(text: string, reach: number): (start: number) => number {
  let from = 0;
  let end = 0;
  /** Characters in [from, end) that are no blanks. */
  let count = 0;
  const weigh = (at: number): number => (BLANKS.has(text.charCodeAt(at)) ? 0 : 1);
  return (start) => {
    for (; from < start; from += 1) if (from < end) count -= weigh(from);
    if (end < start) end = start;
    for (; end < text.length && count + weigh(end) <= reach; end += 1) count += weigh(end);
    return end;
  };
}

/**
 * The parts of a text that hold everything which begins where an expression finds something, and is no longer than `reach`,
 * blanks not counted. Apart from each other, in order.
 */
export function* stretchesOf(text: string, expression: RegExp, reach: number): Generator<Stretch> {
  const endOf = walker(text, reach);
  let open: Stretch | undefined;
  for (const start of beginningsIn(text, expression)) {
    const end = endOf(start);
    if (open && start > open.end) yield open;
    open = { start: open && start <= open.end ? open.start : start, end };
  }
  if (open) yield open;
}
