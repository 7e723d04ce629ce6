import { limitOf } from '../../files/index.js';

/** A value of Yarn's lockfile syntax: a scalar or a block of them. */
export type YarnValue = string | YarnBlock;
export type YarnBlock = ReadonlyMap<string, YarnValue>;

/** Splits `"key": value`, `key value`, `"a", b:` at the end of the key. Quoted keys may hold anything. */
function splitLine(line: string): { key: string; rest: string } {
  if (line.startsWith('"')) {
    const end = line.indexOf('"', 1);
    if (end > 0 && line[end + 1] !== ',') return { key: line.slice(1, end), rest: line.slice(end + 1) };
  }
  if (line.endsWith(':')) return { key: line.slice(0, -1), rest: ':' };
  const colon = line.indexOf(': ');
  const space = line.indexOf(' ');
  const at = colon >= 0 && colon <= space ? colon : space;
  return at < 0 ? { key: line, rest: '' } : { key: line.slice(0, at), rest: line.slice(at) };
}

function scalar(rest: string): string {
  const value = (rest.startsWith(':') ? rest.slice(1) : rest).trim();
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

interface OpenBlock {
  readonly indent: number;
  readonly block: Map<string, YarnValue>;
}

/** Adds a line to the block it is indented into; the last of `open` is where members of the previous line go. */
function addLine(open: OpenBlock[], indent: number, line: string): void {
  while (open.length > 1 && indent <= (open.at(-1)?.indent ?? -1)) open.pop();
  const parent = open.at(-1)?.block;
  const { key, rest } = splitLine(line);
  if (rest !== ':') parent?.set(key, scalar(rest));
  else if (open.length <= limitOf('yarn-depth')) {
    const block = new Map<string, YarnValue>();
    parent?.set(key, block);
    open.push({ indent, block });
  }
}

/**
 * Reads the indented blocks that both yarn.lock formats consist of: version 1's own and the narrow YAML of later ones. A
 * line parser is enough for what Yarn writes and takes a tenth of a YAML parser's time.
 * https://classic.yarnpkg.com/lang/en/docs/yarn-lock/
 * @param maxEntries of the top level; what comes after them is not read.
 */
export function parseYarnBlocks(text: string, maxEntries: number): YarnBlock {
  const top = new Map<string, YarnValue>();
  const open: OpenBlock[] = [{ indent: -1, block: top }];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const indent = raw.length - raw.trimStart().length;
    if (indent === 0 && top.size >= maxEntries) break;
    addLine(open, indent, line);
  }
  return top;
}
