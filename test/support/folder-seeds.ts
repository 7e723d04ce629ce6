import type { HostileTree, TreeNode } from './hostile-tree.js';
import type { OutputTool } from './naive-output.js';
import { cdkFiles, samTemplate, serverlessFiles } from './output-templates.js';
import { buildZip, type ZipPart } from './zip-builder.js';

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

type Files = { readonly [name: string]: string | Files };

function file(content: string): TreeNode {
  return { kind: 'file', content, mode: 0o644 };
}

function treeOf(files: Files): HostileTree {
  return new Map(
    Object.entries(files).map(([name, content]) => [
      name,
      typeof content === 'string' ? file(content) : { kind: 'folder', entries: treeOf(content) },
    ]),
  );
}

function linked(tree: HostileTree, name: string, target: string): HostileTree {
  return new Map([...tree, [name, { kind: 'link', target }]]);
}

function packageOf(name: string, code: string, others: Files = {}): Files {
  const manifest = { name, version: '1.0.0', main: 'lib/main.js' };
  return { 'package.json': JSON.stringify(manifest), lib: { 'main.js': code }, ...others };
}

/** Contains findings that count only if code names the file, or if it is a script. */
const LATENT: Files = {
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

const MODULES: Files = {
  'first-one': packageOf('first-one', "exports.second = require('second-one');\n", LATENT),
  'second-one': packageOf('second-one', 'module.exports = [2];\n', {
    node_modules: { 'third-one': packageOf('third-one', 'module.exports = 3;\n') },
  }),
  '@scope': { 'fourth-one': packageOf('@scope/fourth-one', "exports.x = require('../../../first-one');\n") },
};

const HANDLER =
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

function seed(fn: HostileTree, parts: Omit<FolderSeed, 'tree'>): FolderSeed {
  const tree = new Map([
    ['fn', { kind: 'folder', entries: fn } as const],
    ['outside', { kind: 'folder', entries: OUTSIDE } as const],
  ]);
  return { tree, ...parts };
}

const APPLICATION: Files = {
  'index.js': HANDLER,
  lib: { 'own.js': 'exports.a = 1;\n', ...LATENT },
  node_modules: MODULES,
};

const BUNDLE =
  `// node_modules/first-one/lib/main.js\nvar a = { b: 1 };\n// src/index.js\nexports.handler = async () => a;\n` +
  '//# sourceMappingURL=index.js.map\n';

const OUTPUT: Files = {
  'config.json': '{"version":3}',
  functions: {
    'page.func': {
      '.vc-config.json': JSON.stringify({
        runtime: 'nodejs22.x',
        handler: 'index.js',
        filePathMap: {
          lib: 'lib',
          'node_modules/first-one': 'node_modules/first-one',
          'node_modules/second-one': 'node_modules/second-one',
        },
      }),
      'index.js': HANDLER,
    },
  },
};

const LAYER: Files = {
  nodejs: { node_modules: { 'third-one': packageOf('third-one', 'module.exports = 3;\n') } },
};

/** Entries of a zip that a tool packs of files. */
function zipParts(files: Files, above = ''): ZipPart[] {
  return Object.entries(files).flatMap(([name, content]) =>
    typeof content === 'string'
      ? [{ name: above + name, content, mode: 0o100644 }]
      : zipParts(content, `${above}${name}/`),
  );
}

function zipOf(files: Files): string {
  return buildZip(zipParts(files)).toString('latin1');
}

/** A project with the output of a tool in a folder of its own. */
function project(tool: OutputTool, folder: string, output: Files): FolderSeed {
  const inner = folder.split('/').reduceRight((below: Files, name): Files => ({ [name]: below }), output);
  const fn = treeOf({ 'package.json': '{"name":"intake","private":true}', ...inner });
  return seed(fn, { deployed: '', entry: '', tool });
}

const CODE_HASH = 'a'.repeat(64);
const LAYER_HASH = 'b'.repeat(64);

const OUTPUTS: readonly (readonly [string, FolderSeed])[] = [
  [
    'SAM output',
    project('sam', '.aws-sam/build', {
      'template.yaml': samTemplate({ code: 'ScreenFunction', layer: 'Deps' }),
      ScreenFunction: APPLICATION,
      Deps: LAYER,
    }),
  ],
  [
    'CDK output',
    project('cdk', 'cdk.out', {
      ...cdkFiles({ code: CODE_HASH, layer: LAYER_HASH }),
      [`asset.${CODE_HASH}`]: APPLICATION,
      [`asset.${LAYER_HASH}`]: LAYER,
    }),
  ],
  [
    'Serverless output',
    project('serverless', '.serverless', {
      ...serverlessFiles({ code: 'intake.zip', layer: 'deps.zip' }),
      'intake.zip': zipOf(APPLICATION),
      'deps.zip': zipOf(LAYER),
    }),
  ],
];

export const FOLDER_SEEDS: ReadonlyMap<string, FolderSeed> = new Map([
  ['function', seed(treeOf(APPLICATION), { deployed: '', entry: 'index.js' })],
  [
    'linked packages',
    seed(linked(linked(treeOf(APPLICATION), 'also', 'lib'), 'start.js', 'index.js'), {
      deployed: '',
      entry: 'start.js',
    }),
  ],
  [
    'archive under another name',
    seed(treeOf({ ...APPLICATION, 'data.zip': NESTED }), { deployed: '', entry: 'index.js' }),
  ],
  ['bundle', seed(treeOf({ 'index.js': BUNDLE, ...LATENT }), { deployed: '', entry: 'index.js' })],
  [
    'layer',
    seed(treeOf({ nodejs: { node_modules: MODULES } }), {
      deployed: '',
      entry: 'nodejs/node_modules/first-one/lib/main.js',
    }),
  ],
  [
    'Vercel output',
    seed(treeOf({ ...APPLICATION, 'package.json': '{}', '.vercel': { output: OUTPUT } }), {
      deployed: '.vercel/output/functions/page.func',
      entry: 'index.js',
      mapped: {
        lib: 'lib',
        'node_modules/first-one': 'node_modules/first-one',
        'node_modules/second-one': 'node_modules/second-one',
      },
    }),
  ],
  ...OUTPUTS,
]);
