import type { PublishedPackages } from '../../src/detectors/index.js';
import { tamper } from '../../src/detectors/tamper/index.js';
import { NO_INVENTORY, type ListedPackage, type Package } from '../../src/model/index.js';
import { memoryTree } from './memory-tree.js';
import { packageOf } from './model-builders.js';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export const CODE = `'use strict';
// Adds two numbers, as slowly as it can be done.
const loadCounter = require('./counter');
export function addSlowly(first, second) {
  const counter = loadCounter(first);
  for (let step = 0; step < second; step += 1) counter.increment();
  return counter.value;
}
module.exports = { addSlowly, increments: 1 };
`;
export const MINIFIED =
  '"use strict";const r=require("./counter");function t(e,n){const c=r(e);for(let t=0;t<n;t+=1)c.increment();return c.value}module.exports={addSlowly:t,increments:1};';
export const ELF = Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0);
export const OTHER_ELF = Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 9);
export const MANIFEST = {
  name: 'slow',
  version: '1.0.0',
  main: './index.js',
  bin: 'cli.js',
  dependencies: { a: '^1.0.0' },
};
export const TARBALL: Files = {
  'package.json': JSON.stringify(MANIFEST),
  'index.js': CODE,
  'counter.js': 'module.exports = (value) => ({ value, increment() { this.value += 1; } });\n',
  'cli.js': "#!/usr/bin/env node\nconsole.log(require('./index.js'));\n",
  'README.md': '# slow\n',
  'index.d.ts': 'export function addSlowly(first: number, second: number): number;\n',
  'data.json': '{}\n',
};

export function manifest(fields: object): Files {
  return { 'package.json': JSON.stringify({ ...MANIFEST, ...fields }) };
}

export interface Case {
  readonly tarball?: Files;
  readonly listed?: Partial<ListedPackage>;
  /** Other files of the artifact, by path. */
  readonly beside?: Files;
  readonly packages?: readonly Package[];
}

export function publishing(tarball: Files, listed: Partial<ListedPackage>): PublishedPackages {
  return {
    concurrency: 2,
    mayRequest: () => true,
    find: (name, version) =>
      Promise.resolve({
        state: 'found',
        tree: memoryTree(tarball),
        listed: {
          name,
          version,
          dependencies: new Map([['a', '^1.0.0']]),
          bin: ['slow'],
          hasInstallScript: false,
          signature: 'none',
          hasProvenance: false,
          ...listed,
        },
      }),
  };
}

export function detect(
  artifact: Files,
  published: PublishedPackages | null,
  packages = [packageOf('slow', '1.0.0')],
) {
  return tamper.detect({
    tree: memoryTree(artifact),
    inventory: { ...NO_INVENTORY, packages },
    signatures: { version: 'none', rules: [] },
    found: [],
    published,
  });
}

export function installedAs(files: Files, folder = 'node_modules/slow'): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

/** `rule severity` of findings when `files` of the package differ from the published ones; undefined ones are missing. */
export async function foundWith(
  edits: Readonly<Record<string, string | Uint8Array | undefined>>,
  { tarball = TARBALL, listed = {}, beside = {}, packages }: Case = {},
) {
  const files = Object.entries({ ...tarball, ...edits }).filter(([, text]) => text !== undefined);
  const artifact = { ...installedAs(Object.fromEntries(files) as Files), ...beside };
  const { findings } = await detect(artifact, publishing(tarball, listed), packages as Package[] | undefined);
  return findings.map(({ rule, severity }) => `${rule} ${severity}`);
}

export const GYP: Files = { ...TARBALL, 'binding.gyp': '{}' };
export const WITH_SCRIPT: Files = {
  ...TARBALL,
  ...manifest({ scripts: { postinstall: 'node install.js' } }),
};
