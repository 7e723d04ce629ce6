import type { Declaration } from '../model/index.js';

/** A key at the start of a line's content, in YAML or in JSON with line breaks. */
const KEY = /(?:"([^"]{1,255})"|'([^']{1,255})'|((?:[\w./@-]|::){1,255}))[ \t]*:(?:[ \t]|$|(?<=":))/y;

/** A key, or an item of a list, with what is below it. */
interface Node {
  /** 1-based. */
  readonly line: number;
  children?: Map<string, Node>;
  items?: number;
}

interface Open {
  readonly indent: number;
  readonly isItem: boolean;
  readonly node: Node;
}

/** What a line starts: an item of a list, or a key. */
interface Start {
  readonly indent: number;
  /** Null for an item. */
  readonly key: string | null;
}

/** Items that a line starts, and where its content begins. Brackets that close, and commas, are skipped. */
function itemsOf(line: string): { readonly starts: Start[]; readonly end: number } {
  const starts: Start[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    const isDash = character === '-' && ' \t'.includes(line[at + 1] ?? ' ');
    if (isDash || character === '{') starts.push({ indent: at, key: null });
    else if (!' \t}],['.includes(character)) return { starts, end: at };
  }
  return { starts, end: line.length };
}

function startsOf(line: string): readonly Start[] {
  const { starts, end } = itemsOf(line);
  KEY.lastIndex = end;
  const [, double, single, plain] = KEY.exec(line) ?? [];
  const key = double ?? single ?? plain;
  return key === undefined ? starts : [...starts, { indent: end, key }];
}

function isAround(open: Open, { indent, key }: Start): boolean {
  if (open.indent !== indent) return open.indent < indent;
  // YAML's lists may be as far to the left as their key.
  return key === null && !open.isItem;
}

function addChild(parent: Node, { key }: Start, line: number): Node {
  const node: Node = { line };
  parent.children ??= new Map();
  parent.items ??= 0;
  parent.children.set(key ?? String(parent.items), node);
  if (key === null) parent.items += 1;
  return node;
}

/** Keys of a text by their indentation, found without parsing. Of equal keys the last one counts. */
function outlineOf(text: string): Node {
  const root: Node = { line: 1 };
  const stack: Open[] = [{ indent: -1, isItem: false, node: root }];
  for (const [at, line] of text.split('\n').entries()) {
    for (const start of startsOf(line)) {
      // The bracket around a file of JSON is no item.
      if (start.key === null && start.indent === 0 && line[0] === '{') continue;
      while (stack.length > 1 && !isAround(stack.at(-1) as Open, start)) stack.pop();
      const parent = stack.at(-1)?.node ?? root;
      const node = addChild(parent, start, at + 1);
      stack.push({ indent: start.indent, isItem: start.key === null, node });
    }
  }
  return root;
}

/**
 * Finds the place of a setting in a configuration file by its path of keys.
 * @param isExact true: only the line of the key itself. Else a key without a line of its own is where the nearest around it is.
 * @returns null if the file does not have it.
 */
export type PlaceOf = (keys: readonly string[], isExact?: boolean) => Declaration | null;

/** Keys that have to be found: the section, and its entry. */
const LEAST_KEYS = 2;

/** Finds places in a text. @param path as reports show it. */
export function placesIn(text: string, path: string): PlaceOf {
  const root = outlineOf(text);
  return (keys, isExact = false) => {
    let node = root;
    let depth = 0;
    for (const key of keys) {
      const child = node.children?.get(key);
      // Items of a list that stand in one line are at their list.
      if (!child && !/^\d+$/.test(key)) break;
      node = child ?? node;
      depth += 1;
    }
    const least = isExact ? keys.length : Math.min(LEAST_KEYS, keys.length);
    return depth === 0 || depth < least ? null : { path, line: node.line };
  };
}
