import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { filesBelow, PROJECT } from './project-files.js';

/** Names in any case, `group:name`, and versions `r9 < r10`: nothing that npm has. */
const DESCRIPTOR = `
import type { Ecosystem } from '../ecosystem.js';

const VERSION = /^r(\\d{1,9})$/;
const numberOf = (version: string): number | null => Number(VERSION.exec(version)?.[1] ?? NaN) || null;

export const toy = {
  id: 'toy',
  title: 'Toys',
  name: 'Toy',
  purlType: 'toy',
  securityHubName: 'TOYBOX',
  names: {
    separator: ':',
    isPackageName: (name) => /^\\w+:[\\w-]+$/.test(name),
    normalise: (name) => name.toLowerCase().replaceAll('_', '-'),
  },
  versions: {
    id: 'toy',
    isValid: (version) => VERSION.test(version),
    isPrerelease: () => false,
    compare(a, b) {
      const [left, right] = [numberOf(a), numberOf(b)];
      return left === null || right === null ? null : left - right;
    },
    readRange: () => Promise.resolve(null),
  },
  managers: [
    {
      id: 'toybox',
      install: 'toybox fetch',
      add: ({ name, version }) => \`toybox put \${name}=\${version}\`,
      remove: (name) => \`toybox drop \${name}\`,
      force: () => null,
    },
  ],
  packageFolders: ['toys'],
  isFound: true,
  popularNames: null,
  imports: null,
  handlers: null,
  isProvidedByRuntime: (name) => name === 'toy:runtime',
} satisfies Ecosystem;
`;

/** A package is a folder below `toys` with a file that holds its name and version. */
const EXTRACTOR = `
import { purlOf } from '../../ecosystems/index.js';
import type { FileRead } from '../../files/index.js';
import type { Package } from '../../model/index.js';
import type { Extractor } from '../extractor.js';

const LABEL = /(?:^|\\/)toys\\/[^/]+\\/label\\.txt$/;

function packageIn({ path, bytes }: FileRead): Package {
  const [name = '', version = ''] = new TextDecoder().decode(bytes ?? new Uint8Array()).trim().split(' ');
  const folder = path.slice(0, -'/label.txt'.length);
  return {
    id: \`toy:\${folder}\`,
    purl: purlOf('Toy', name, version),
    ecosystem: 'Toy',
    name,
    versionState: 'exact',
    version,
    candidates: [],
    presence: 'installed',
    basis: 'located',
    root: 'toy:',
    direct: true,
    alias: null,
    origin: 'unknown',
    vendoredIn: null,
    locations: [{ path: folder }],
    bytes: 0,
    dependencies: [],
    unresolved: [],
    extraneous: false,
    licenses: [],
    evidence: [{ method: 'manifest', path, detail: 'a label' }],
    confidence: 'high',
  };
}

export const toy = {
  id: 'toy',
  title: 'Toys',
  recognises: ({ files }) => [...files.keys()].some((path) => LABEL.test(path)),
  async extract(tree) {
    const packages: Package[] = [];
    for await (const read of tree.readMany([...tree.files.keys()].filter((path) => LABEL.test(path))))
      packages.push(packageIn(read));
    return {
      roots: [{ id: 'toy:', path: '', name: null, manager: 'toybox' }],
      packages,
      copies: [],
      problems: [],
      drifts: [],
      unresolvedImports: [],
    };
  },
} satisfies Extractor;
`;

/** Adds a plugin by the steps in CONTRIBUTING: a folder, and a line in the list of its family. */
function addPlugin(folder: string, source: string, list: RegExp): void {
  mkdirSync(join(folder, 'toy'));
  writeFileSync(join(folder, 'toy/index.ts'), source);
  const index = join(folder, 'index.ts');
  const text = readFileSync(index, 'utf8');
  const added = text.replace(list, (start) => `import { toy } from './toy/index.js';\n${start}toy, `);
  if (added === text) throw new Error(`${index} has no list of plugins.`);
  writeFileSync(index, added);
}

/** This program with one more ecosystem, built into a folder. @returns the module of a source file. */
export async function programWithToys(folder: string): Promise<(source: string) => Promise<unknown>> {
  cpSync(join(PROJECT, 'src'), join(folder, 'src'), { recursive: true });
  addPlugin(join(folder, 'src/ecosystems'), DESCRIPTOR, /export const ECOSYSTEMS: [^=]+= \[/);
  addPlugin(join(folder, 'src/extractors'), EXTRACTOR, /export const EXTRACTORS: [^=]+= \[/);
  for (const name of ['node_modules', 'data', 'package.json', 'schema'])
    symlinkSync(join(PROJECT, name), join(folder, name));
  const toys = ['src/ecosystems/toy/index.ts', 'src/extractors/toy/index.ts'];
  await build({
    absWorkingDir: folder,
    entryPoints: [...filesBelow('src').filter((path) => path.endsWith('.ts')), ...toys],
    outdir: 'dist',
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  return (source) => import(join(folder, source.replace(/^src/, 'dist').replace(/ts$/, 'js')));
}
