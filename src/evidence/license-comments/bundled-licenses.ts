import { isPackageName } from '../../ecosystems/index.js';
import { versionedName } from './license-headers.js';

/** A package that esbuild lists with its licence at the end of a bundle. */
export interface BundledLicense {
  readonly name: string;
  /** The version in the licence's own text; null if it has none. */
  readonly version: string | null;
  /** Path of the module, as esbuild lists it. */
  readonly path: string;
}

const OPENING = '/*! Bundled license information:';
const MODULE = /^([@\w][\w@./+-]{0,300}\.[cm]?[jt]sx?):$/;

function nameOf(path: string): string | null {
  const [first = '', second = ''] = path.split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  return path.startsWith(`${name}/`) && isPackageName(name) ? name : null;
}

/** The lines of esbuild's block, without the comment marks around it. */
function blockOf(text: string): string[] {
  const start = text.lastIndexOf(OPENING);
  if (start < 0) return [];
  const end = text.indexOf('*/', start);
  return text.slice(start + OPENING.length, end < 0 ? text.length : end).split('\n');
}

/** The licence lines of each listed module, without the line that names the module. */
function licencesByPath(lines: readonly string[]): Map<string, string[]> {
  const licences = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of lines) {
    const path = MODULE.exec(line)?.[1];
    if (path === undefined) current.push(line);
    else licences.set(path, (current = []));
  }
  return licences;
}

/** Reads the block that esbuild writes unless `legalComments` is `none`: a path in `node_modules`, then its licence. */
export function bundledLicenses(text: string): BundledLicense[] {
  return [...licencesByPath(blockOf(text))].flatMap(([path, lines]): BundledLicense[] => {
    const name = nameOf(path);
    if (name === null) return [];
    const header = lines.map(versionedName).find((each) => each?.name === name);
    return [{ name, version: header?.version ?? null, path }];
  });
}
