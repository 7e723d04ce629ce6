import { npm } from '../../src/extractors/npm/index.js';
import type { Extraction } from '../../src/extractors/index.js';
import type { Package } from '../../src/model/index.js';
import { memoryTree } from './memory-tree.js';

/** Text of a file, or the object that a package.json or JSON lockfile holds. */
export type Content = string | object;

/** Extracts a tree written as path → content; a path that ends in `/` is a package: its content the package.json. */
export function extractNpm(
  files: Readonly<Record<string, Content>>,
  links: Readonly<Record<string, string>> = {},
): Promise<Extraction> {
  const contents = Object.entries(files).map(([path, content]) => [
    path.endsWith('/') ? `${path}package.json` : path,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  return npm.extract(memoryTree(Object.fromEntries(contents) as Record<string, string>, links));
}

/** `name@version in path`, the shortest way to say which occurrences there are. */
export function rowsOf({ packages }: Pick<Extraction, 'packages'>): string[] {
  return packages.map(({ name, version, locations }) => `${name}@${version} in ${locations[0]?.path}`);
}

/** The row of a folder. */
export function rowAt({ packages }: Pick<Extraction, 'packages'>, path: string): Package {
  const found = packages.find(({ locations }) => locations[0]?.path === path);
  if (!found) throw new Error(`No package in ${path}`);
  return found;
}
