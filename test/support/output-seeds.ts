import { ociLayout } from './image-builder.js';
import type { OutputTool } from './naive-output.js';
import {
  azureFiles,
  cdkFiles,
  netlifyManifest,
  samTemplate,
  serverlessFiles,
  WRANGLER_README,
} from './output-templates.js';
import {
  APPLICATION,
  BUNDLE,
  LATENT,
  packageOf,
  seed,
  treeOf,
  type Files,
  type FolderSeed,
} from './seed-files.js';
import { buildZip, type ZipPart } from './zip-builder.js';

/** Code of the application alone. */
const OWN: Files = {
  'index.js':
    "const own = require('./lib/own');\nconst notes = require('./lib/notes.js');\nexports.handler = async () => [own, notes];\n",
  lib: { 'own.js': 'exports.a = 1;\n', ...LATENT },
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

/** A folder that a tool deploys as it is. */
function wholeFolder(tool: OutputTool, files: Files): FolderSeed {
  return seed(treeOf(files), { deployed: '', entry: '', tool });
}

/** An image with an application in a layer, as a folder. */
function layoutOf(files: Files): Files {
  const parts = zipParts(files, 'var/task/').map(({ name, content }) => ({
    name: String(name),
    content: String(content),
  }));
  const config = { Entrypoint: ['/lambda-entrypoint.sh'], Cmd: ['index.handler'] };
  const layout = ociLayout({ layers: [parts], config });
  const blobs = [...layout].flatMap(([path, bytes]): [string, string][] =>
    path.startsWith(BLOBS) ? [[path.slice(BLOBS.length), Buffer.from(bytes).toString('latin1')]] : [],
  );
  const textOf = (path: string): string => Buffer.from(layout.get(path) ?? '').toString('latin1');
  return {
    'oci-layout': textOf('oci-layout'),
    'index.json': textOf('index.json'),
    blobs: { sha256: Object.fromEntries(blobs) },
  };
}

const BLOBS = 'blobs/sha256/';

const CODE_HASH = 'a'.repeat(64);
const LAYER_HASH = 'b'.repeat(64);

export const OUTPUT_SEEDS: readonly (readonly [string, FolderSeed])[] = [
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
  ['Azure app', wholeFolder('azure', { ...azureFiles({ script: 'index.js' }), ...APPLICATION })],
  [
    'Netlify output',
    project('netlify', '.netlify/functions', {
      'manifest.json': netlifyManifest({ name: 'index' }),
      'index.zip': zipOf(APPLICATION),
    }),
  ],
  [
    'Cloudflare output',
    project('cloudflare', 'dist', { 'README.md': WRANGLER_README, 'index.js': BUNDLE, ...LATENT }),
  ],
  [
    'Google Cloud source',
    wholeFolder('gcf', {
      ...OWN,
      '.gcloudignore': 'node_modules\n',
      'package.json': '{"name":"intake","private":true,"main":"index.js"}',
      'package-lock.json': '{"name":"intake","lockfileVersion":3,"packages":{"":{"name":"intake"}}}',
    }),
  ],
  ['image layout', wholeFolder('image', layoutOf(APPLICATION))],
];
