import type { HostileTree, TreeNode } from './hostile-tree.js';
import type { OutputTool } from './naive-output.js';
import { buildZip } from './zip-builder.js';

/** A clean folder, and its surroundings. */
export interface FolderSeed {
  /** `fn`: the target; `outside`: files that must not count as a part of it. */
  readonly tree: HostileTree;
  /** Below `fn`: the deployed folder. */
  readonly deployed: string;
  /** Path in the deployed folder that is loaded first. */
  readonly entry: string;
  /** Path in the deployed folder → path below `fn` of the file that the tool puts there. */
  readonly mapped?: Readonly<Record<string, string>>;
  /** The tool whose output `fn` holds; `deployed` and `entry` are what its files say. */
  readonly tool?: OutputTool;
}

/** A statement that a rule of high severity is about. */
export const EVIL = 'eval(Buffer.from("Y29uc29sZS5sb2coMSk=", "base64").toString());\n';

export type Files = { readonly [name: string]: string | Files };

function file(content: string): TreeNode {
  return { kind: 'file', content, mode: 0o644 };
}

export function treeOf(files: Files): HostileTree {
  return new Map(
    Object.entries(files).map(([name, content]) => [
      name,
      typeof content === 'string' ? file(content) : { kind: 'folder', entries: treeOf(content) },
    ]),
  );
}

export function linked(tree: HostileTree, name: string, target: string): HostileTree {
  return new Map([...tree, [name, { kind: 'link', target }]]);
}

export function packageOf(name: string, code: string, others: Files = {}): Files {
  const manifest = { name, version: '1.0.0', main: 'lib/main.js' };
  return { 'package.json': JSON.stringify(manifest), lib: { 'main.js': code }, ...others };
}

/** Contains findings that count only if code names the file, or if it is a script. */
export const LATENT: Files = {
  'notes.txt': `A sample of what malware does:\n${EVIL}`,
  'notes.js': `// ${EVIL}module.exports = 1;\n`,
  'notes.json': JSON.stringify({ sample: EVIL }),
  'notes.md': `# Malware\n\n    ${EVIL}`,
};

/** An archive with one package. */
export const NESTED = buildZip([
  { name: 'node_modules/nested-one/package.json', content: '{"name":"nested-one","version":"1.0.0"}' },
  { name: 'node_modules/nested-one/index.js', content: 'module.exports = 1;' },
]).toString('latin1');

export const MODULES: Files = {
  'first-one': packageOf('first-one', "exports.second = require('second-one');\n", LATENT),
  'second-one': packageOf('second-one', 'module.exports = [2];\n', {
    node_modules: { 'third-one': packageOf('third-one', 'module.exports = 3;\n') },
  }),
  '@scope': { 'fourth-one': packageOf('@scope/fourth-one', "exports.x = require('../../../first-one');\n") },
};

export const HANDLER =
  "const first = require('first-one');\nconst own = require('./lib/own');\nconst notes = require('./lib/notes.js');\n" +
  'exports.handler = async () => [first, own, notes];\n';

const OUTSIDE = treeOf({
  'evil.js': EVIL,
  evil: {
    'package.json': '{"name":"evil-one","version":"6.6.6"}',
    'index.js': EVIL,
    lib: { 'main.js': EVIL },
  },
});

export function seed(fn: HostileTree, parts: Omit<FolderSeed, 'tree'>): FolderSeed {
  const tree = new Map([
    ['fn', { kind: 'folder', entries: fn } as const],
    ['outside', { kind: 'folder', entries: OUTSIDE } as const],
  ]);
  return { tree, ...parts };
}

export const APPLICATION: Files = {
  'index.js': HANDLER,
  lib: { 'own.js': 'exports.a = 1;\n', ...LATENT },
  node_modules: MODULES,
};

export const BUNDLE =
  `// node_modules/first-one/lib/main.js\nvar a = { b: 1 };\n// src/index.js\nexports.handler = async () => a;\n` +
  '//# sourceMappingURL=index.js.map\n';
