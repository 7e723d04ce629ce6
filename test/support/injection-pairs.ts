import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rulesBroken } from '../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from './shipped-flows.js';

/** A handler, and the rule that it breaks; null: none. */
interface JudgedHandler {
  readonly name: string;
  readonly rule: string | null;
  readonly files: Readonly<Record<string, string>>;
}

/** The files of one of two twins. Lines that begin with `-|` are the bad one's alone, those with `+|` the good one's; `@@ path` begins a file. */
function filesOf(lines: readonly string[], isBad: boolean): Record<string, string> {
  const files = new Map<string, string[]>();
  let path = 'index.mjs';
  for (const line of lines) {
    if (line.startsWith('@@ ')) path = line.slice('@@ '.length);
    else {
      const isOther = line.startsWith(isBad ? '+|' : '-|');
      const text = line.replace(/^[-+]\|/, '');
      if (!isOther) files.set(path, [...(files.get(path) ?? []), text]);
    }
  }
  return Object.fromEntries([...files].map(([name, text]) => [name, text.join('\n')]));
}

/** The handlers of a file below `fixtures/injection/`: `## name rule` begins two twins, `## name rule bad` a handler without one, and so does `good`. */
export function injectionPairs(file: string): readonly JudgedHandler[] {
  const path = fileURLToPath(new URL(`../../fixtures/injection/${file}`, import.meta.url));
  const blocks = readFileSync(path, 'utf8').split(/^## /m).slice(1);
  return blocks.flatMap((block) => {
    const [head = '', ...lines] = block.split('\n');
    const [name = '', rule = '', only] = head.split(' ');
    const bad = { name: `${name}, bad`, rule: `flows/${rule}`, files: filesOf(lines, true) };
    const good = { name: `${name}, good`, rule: null, files: filesOf(lines, false) };
    if (only === 'bad') return [bad];
    return only === 'good' ? [good] : [bad, good];
  });
}

/** The rule that a handler is said to break, if it is found to; else all that are found. */
export async function foundIn({ rule, files }: JudgedHandler): Promise<string> {
  const broken = await rulesBroken(files, SHIPPED_FLOWS);
  return rule !== null && broken.includes(rule) ? rule : broken.join(' ');
}
