import { OUTPUT_SEEDS } from './output-seeds.js';
import {
  APPLICATION,
  BUNDLE,
  HANDLER,
  LATENT,
  linked,
  MODULES,
  NESTED,
  seed,
  treeOf,
  type Files,
  type FolderSeed,
} from './seed-files.js';

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
  ...OUTPUT_SEEDS,
]);
