const CONTEXT = 3;
/** Lines that are looked over for the next common one. */
const MAX_APART = 500;

interface Step {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** How many lines go on either side until both texts have the same line again: as few as can be. */
function linesApart(before: readonly string[], after: readonly string[]): [removed: number, added: number] {
  for (let apart = 1; apart <= MAX_APART; apart += 1) {
    for (let removed = apart; removed >= 0; removed -= 1) {
      const line = before[removed];
      if (line !== undefined && line === after[apart - removed]) return [removed, apart - removed];
    }
  }
  return [before.length, after.length];
}

function stepsOf(before: readonly string[], after: readonly string[]): Step[] {
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      steps.push({ sign: ' ', line: before[i] ?? '' });
      i += 1;
      j += 1;
      continue;
    }
    const [removed, added] = linesApart(before.slice(i), after.slice(j));
    steps.push(...before.slice(i, i + removed).map((line) => ({ sign: '-' as const, line })));
    steps.push(...after.slice(j, j + added).map((line) => ({ sign: '+' as const, line })));
    i += removed;
    j += added;
  }
  return [
    ...steps,
    ...before.slice(i).map((line) => ({ sign: '-' as const, line })),
    ...after.slice(j).map((line) => ({ sign: '+' as const, line })),
  ];
}

/** Lines with their ends; what has none says so, as `diff` does. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

/** Where changed lines with the lines around them begin and end, overlapping ones as one. */
function hunksOf(steps: readonly Step[]): [start: number, end: number][] {
  const hunks: [number, number][] = [];
  for (const [at, { sign }] of steps.entries()) {
    if (sign === ' ') continue;
    const [start, end] = [Math.max(0, at - CONTEXT), Math.min(steps.length, at + CONTEXT + 1)];
    const last = hunks.at(-1);
    if (last && last[1] >= start) last[1] = end;
    else hunks.push([start, end]);
  }
  return hunks;
}

function count(steps: readonly Step[], side: '-' | '+'): number {
  return steps.filter(({ sign }) => sign === ' ' || sign === side).length;
}

/** `12,7`; an empty side is named by the line before it. */
function rangeOf(before: number, lines: number): string {
  return `${lines === 0 ? before : before + 1},${lines}`;
}

/**
 * What differs between two texts, line by line, as `diff -u` and `patch` have it; '' when nothing does.
 * https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
 */
export function unifiedDiff(before: string, after: string, name: string): string {
  if (before === after) return '';
  const steps = stepsOf(linesOf(before), linesOf(after));
  const hunks = hunksOf(steps).map(([start, end]) => {
    const [above, inside] = [steps.slice(0, start), steps.slice(start, end)];
    const ranges = (['-', '+'] as const).map(
      (side) => `${side}${rangeOf(count(above, side), count(inside, side))}`,
    );
    return `@@ ${ranges.join(' ')} @@\n${inside.map(({ sign, line }) => `${sign}${line}\n`).join('')}`;
  });
  return `--- ${name}\n+++ ${name}\n${hunks.join('')}`;
}
