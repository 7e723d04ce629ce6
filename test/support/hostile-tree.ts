import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import {
  constant,
  constantFrom,
  integer,
  letrec,
  oneof,
  record,
  string,
  tuple,
  uniqueArray,
  type Arbitrary,
} from 'fast-check';
import { placeSpecialFile, type SpecialKind } from './special-files.js';

/** An entry of a generated folder; names and targets have one character a byte. */
export type TreeNode =
  | { readonly kind: 'file'; readonly content: string; readonly mode: 0o644 | 0o755 | 0 }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: SpecialKind }
  | { readonly kind: 'folder'; readonly entries: HostileTree };

export type HostileTree = ReadonlyMap<string, TreeNode>;

export function bytesOf(raw: string): Buffer {
  return Buffer.from(raw, 'latin1');
}

function isName(raw: string): boolean {
  return raw !== '' && raw !== '.' && raw !== '..' && !/[/\0]/.test(raw);
}

/** Names that look like another entry, are not UTF-8, or move a cursor. */
const TELLING = [
  'a',
  'a.js',
  'A',
  'a\nfile "b" 00',
  '\n',
  'f\u0001\0\0\0a'.replaceAll('\0', '\u0001'),
  '\u0082',
  '\u00c3\u00a9',
  '\u00ff\u00fe',
  '\u001b[2K',
  '__proto__',
  'x'.repeat(255),
];

const byte = integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code));
const nameArbitrary = oneof(
  constantFrom(...TELLING),
  string({ unit: byte, minLength: 1, maxLength: 12 }).filter(isName),
);

const fileArbitrary = record({
  kind: constant('file' as const),
  content: string({ unit: byte, maxLength: 20 }),
  mode: constantFrom(0o644 as const, 0o755 as const),
});
const linkArbitrary = record({
  kind: constant('link' as const),
  target: oneof(nameArbitrary, constantFrom('../a', '/etc/hostname', '.', 'a/b')),
});

/** Trees of names, contents and targets that try to pass for one another. */
export const treeArbitrary: Arbitrary<HostileTree> = letrec<{ tree: HostileTree; node: TreeNode }>((tie) => ({
  node: oneof(
    { maxDepth: 3, withCrossShrink: true },
    fileArbitrary,
    linkArbitrary,
    record({ kind: constant('folder' as const), entries: tie('tree') }),
  ),
  tree: uniqueArray(tuple(nameArbitrary, tie('node')), { maxLength: 4, selector: ([name]) => name }).map(
    (entries) => new Map(entries),
  ),
})).tree;

/** Writes a tree into an empty folder. */
export function writeTree(folder: Buffer, tree: HostileTree): void {
  for (const [name, node] of tree) {
    const path = Buffer.concat([folder, Buffer.from('/'), bytesOf(name)]);
    if (node.kind === 'link') symlinkSync(bytesOf(node.target), path);
    else if (node.kind === 'file') {
      writeFileSync(path, bytesOf(node.content));
      chmodSync(path, node.mode);
    } else if (node.kind === 'folder') {
      mkdirSync(path);
      writeTree(path, node.entries);
    } else placeSpecialFile(node.kind, path);
  }
}

/** Another name: one that is shown alike where there is one. `é` is a byte of code page 437, and two of UTF-8. */
function otherName(name: string): string {
  if (name.includes('\u0082')) return name.replace('\u0082', '\u00c3\u00a9');
  return name.length < 250 ? `${name}~` : name.slice(1);
}

function renamed(tree: HostileTree, name: string): HostileTree {
  return new Map([...tree].map(([each, node]) => [each === name ? otherName(name) : each, node]));
}

/** Trees that differ in one thing: a byte, a mode, a kind, a link's target, a name, an entry more or less. */
export function variantsOf(tree: HostileTree): HostileTree[] {
  const own = [...tree].flatMap(([name, node]) => [
    ...nodeVariants(node).map((variant) => new Map([...tree, [name, variant]])),
    new Map([...tree].filter(([each]) => each !== name)),
    renamed(tree, name),
  ]);
  return [...own, new Map([...tree, ['new', { kind: 'folder', entries: new Map() }]])];
}

function nodeVariants(node: TreeNode): TreeNode[] {
  if (node.kind === 'folder') {
    const below = variantsOf(node.entries).map((entries): TreeNode => ({ kind: 'folder', entries }));
    return [...below, { kind: 'file', content: '', mode: 0o644 }];
  }
  if (node.kind === 'link') {
    const { target } = node;
    return [
      { kind: 'link', target: `${target}~` },
      { kind: 'file', content: target, mode: 0o644 },
    ];
  }
  if (node.kind !== 'file') return [{ kind: 'file', content: '', mode: 0o644 }];
  const { content, mode } = node;
  return [
    { kind: 'file', content: `${content}~`, mode },
    { kind: 'file', content, mode: mode === 0o644 ? 0o755 : 0o644 },
    { kind: 'link', target: content === '' ? 'a' : content },
    { kind: 'folder', entries: new Map() },
  ];
}
