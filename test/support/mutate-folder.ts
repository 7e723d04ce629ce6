import { mutate } from './archive-fuzzer.js';
import { EVIL } from './seed-files.js';
import { bytesOf, type HostileTree, type TreeNode } from './hostile-tree.js';
import { possibleSpecialKinds } from './special-files.js';

type Random = () => number;
/** Names of folders above an entry, and its own. */
type Path = readonly string[];

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)] as T;
}

export function pathsIn(tree: HostileTree, above: Path = []): readonly Path[] {
  return [...tree].flatMap(([name, node]) => {
    const path = [...above, name];
    return node.kind === 'folder' ? [path, ...pathsIn(node.entries, path)] : [path];
  });
}

export function nodeAt(tree: HostileTree, [name = '', ...rest]: Path): TreeNode | undefined {
  const node = tree.get(name);
  if (rest.length === 0) return node;
  return node?.kind === 'folder' ? nodeAt(node.entries, rest) : undefined;
}

/** The tree with other entries in place of one; folders on the way are made. */
function replaced(
  tree: HostileTree,
  [name = '', ...rest]: Path,
  by: readonly (readonly [string, TreeNode])[],
): HostileTree {
  if (rest.length === 0)
    return new Map([...tree].filter(([each]) => each !== name).concat(by.map(([key, node]) => [key, node])));
  const node = tree.get(name);
  const entries = node?.kind === 'folder' ? node.entries : new Map<string, TreeNode>();
  return new Map([...tree, [name, { kind: 'folder', entries: replaced(entries, rest, by) }]]);
}

function withNode(tree: HostileTree, path: Path, node: TreeNode): HostileTree {
  return replaced(tree, path, [[path.at(-1) ?? '', node]]);
}

const NAMES = [
  '\u0082',
  '\u00c3\u00a9',
  '\u00ff\u00fe',
  'a\nb',
  '\n',
  '__proto__',
  'node_modules',
  'index.js',
  'Index.js',
  'package.json',
  'lib',
  '\u001b[2K',
  'x ',
];
const ENDINGS = [
  '.png',
  '.txt',
  '.dat',
  '.js',
  '.cjs',
  '.json',
  '.node',
  '.md',
  '.wasm',
  '.d.ts',
  '',
  '.zip',
  '.jsc',
  '.\u0082',
];

function otherName(name: string, random: Random): string {
  const [stem = ''] = name.split('.');
  return random() < 0.4 ? pick(NAMES, random) : `${stem}${pick(ENDINGS, random)}` || 'x';
}

function targetFor([, ...above]: Path, tree: HostileTree, random: Random): string {
  const up = '../'.repeat(above.length);
  const own = pick(pathsIn(tree), random).join('/');
  return pick(
    [
      `${up}outside/evil.js`,
      `${up}outside/evil`,
      `${up}${own}`,
      '/etc/hostname',
      '.',
      '..',
      'gone',
      // A path through a file.
      `${up}${own}/index.js`,
      above.at(-1) ?? '.',
      `${up}fn`,
    ],
    random,
  );
}

type Mutation = (tree: HostileTree, path: Path, random: Random) => HostileTree;

/** Renames a script, and lets another script require it by the new name. */
const disguise: Mutation = (tree, path, random) => {
  const node = nodeAt(tree, path);
  if (node?.kind !== 'file') return tree;
  const name = otherName('part', random);
  const hidden = withNode(tree, [...path.slice(0, -1), name], { ...node, content: EVIL });
  const content = pick(
    [`require('./${name}');\n`, `import('./${name}');\n`, `require(__dirname + '/${name}');\n`],
    random,
  );
  return withNode(hidden, path, { ...node, content: content + node.content });
};

const changeBytes: Mutation = (tree, path, random) => {
  const node = nodeAt(tree, path);
  if (node?.kind !== 'file') return tree;
  return withNode(tree, path, { ...node, content: mutate(bytesOf(node.content), random).toString('latin1') });
};

/** Makes code of comments and prose that hold the sample. */
const uncomment: Mutation = (tree, path) => {
  const node = nodeAt(tree, path);
  if (node?.kind !== 'file' || !node.content.includes('eval(')) return tree;
  return withNode(tree, path, { ...node, content: node.content.slice(node.content.indexOf('eval(')) });
};

const changeManifest: Mutation = (tree, path, random) => {
  const node = nodeAt(tree, path);
  if (node?.kind !== 'file' || !node.content.startsWith('{"name"')) return tree;
  const change = pick<readonly [string, string]>(
    [
      ['1.0.0', '1.0.1'],
      ['-one', '-two'],
      ['lib/main.js', 'notes.txt'],
      ['lib/main.js', './'],
      ['"version"', '"Version"'],
      ['{', '\u00ef\u00bb\u00bf{'],
    ],
    random,
  );
  return withNode(tree, path, { ...node, content: node.content.replace(...change) });
};

/** Lets a tool's file name other code, or code outside. */
const redirect: Mutation = (tree, path, random) => {
  const node = nodeAt(tree, path);
  if (node?.kind !== 'file') return tree;
  const name = pick(
    [
      /asset\.a+/,
      /a{64}\.zip/,
      /: ScreenFunction/,
      /(?:intake|index)\.zip/,
      /index\.(?:handler|js)/,
      /Lambda::/,
    ],
    random,
  );
  const up = '../'.repeat(path.length - 1);
  const other = pick(
    [`${up}outside/evil`, ': ../../lib', 'lib/notes.handler', 'deps.zip', '.', 'gone', 'Other::'],
    random,
  );
  return withNode(tree, path, { ...node, content: node.content.replace(name, other) });
};

const rename: Mutation = (tree, path, random) => {
  const node = nodeAt(tree, path);
  return node ? replaced(tree, path, [[otherName(path.at(-1) ?? '', random), node]]) : tree;
};

const link: Mutation = (tree, path, random) =>
  withNode(tree, path, { kind: 'link', target: targetFor(path, tree, random) });

const remove: Mutation = (tree, path) => replaced(tree, path, []);

const copy: Mutation = (tree, path, random) => {
  const node = nodeAt(tree, pick(pathsIn(tree), random));
  return node ? withNode(tree, path, node) : tree;
};

const changeKind: Mutation = (tree, path) => {
  const node = nodeAt(tree, path);
  if (node?.kind === 'folder') return withNode(tree, path, { kind: 'file', content: EVIL, mode: 0o644 });
  return withNode(tree, path, {
    kind: 'folder',
    entries: new Map([[path.at(-1) ?? '', node ?? { kind: 'link', target: '.' }]]),
  });
};

/** Puts a folder that Node loads in the place of a file. */
const unfold: Mutation = (tree, path, random) => {
  const node = nodeAt(tree, path);
  if (node?.kind !== 'file') return tree;
  const code: TreeNode = { ...node, content: random() < 0.5 ? EVIL : node.content };
  return withNode(tree, path, { kind: 'folder', entries: new Map([['index.js', code]]) });
};

const makeSpecial: Mutation = (tree, path, random) =>
  withNode(tree, path, { kind: pick(possibleSpecialKinds(), random) });

/** Two links that lead to each other: whoever reads one gets an error, root too. */
const loop: Mutation = (tree, path) => {
  const name = path.at(-1) ?? '';
  const other = `${name.slice(0, 200)}.loop`;
  const there = withNode(tree, [...path.slice(0, -1), other], { kind: 'link', target: name });
  return withNode(there, path, { kind: 'link', target: other });
};

const changeMode: Mutation = (tree, path, random) => {
  const node = nodeAt(tree, path);
  return node?.kind === 'file'
    ? withNode(tree, path, { ...node, mode: pick([0o644, 0o755, 0] as const, random) })
    : tree;
};

const MUTATIONS = [
  disguise,
  changeBytes,
  changeBytes,
  uncomment,
  changeManifest,
  redirect,
  rename,
  rename,
  link,
  link,
  remove,
  copy,
  changeKind,
  unfold,
  makeSpecial,
  loop,
  changeMode,
];

/** The tree with one to three entries below `fn` changed. */
export function mutateFolder(tree: HostileTree, random: Random): HostileTree {
  let mutated = tree;
  for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) {
    const paths = pathsIn(mutated).filter(([top, ...below]) => top === 'fn' && below.length > 0);
    if (paths.length > 0) mutated = pick(MUTATIONS, random)(mutated, pick(paths, random), random);
  }
  return mutated;
}
