import { parse } from 'yaml';
import { limitOf, type FileTree, below, parentOf } from '../../files/index.js';
import type { Manifest } from '../../ecosystems/index.js';
import type { RootFolder } from './roots.js';

/** https://pnpm.io/pnpm-workspace_yaml */
const PNPM_WORKSPACE = 'pnpm-workspace.yaml';

/** The patterns in a pnpm-workspace.yaml; none where it cannot be read. */
function pnpmWorkspaces(bytes: Uint8Array): readonly string[] {
  if (bytes.length > limitOf('workspace-list')) return [];
  try {
    const { packages } = parse(new TextDecoder().decode(bytes)) as { packages?: unknown };
    const listed: readonly unknown[] = Array.isArray(packages) ? packages : [];
    return listed.filter((one): one is string => typeof one === 'string');
  } catch {
    return [];
  }
}

/** Whether a segment matches a pattern, in which `*` stands for any characters. */
function matchesSegment(pattern: string, segment: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === segment;
  if (!segment.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = segment.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return segment.length - at >= last.length && segment.endsWith(last);
}

/** Whether a folder is one that a pattern like `packages/*` names. After `**` everything is. */
function matchesPattern(pattern: string, folder: string): boolean {
  const wanted = pattern
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+$/, '')
    .split('/');
  const segments = folder.split('/');
  for (const [at, part] of wanted.entries()) {
    if (part === '**') return true;
    const segment = segments[at];
    if (segment === undefined || !matchesSegment(part, segment)) return false;
  }
  return wanted.length === segments.length;
}

/** Patterns of workspaces by folder of the root that lists them. */
async function listedWorkspaces(
  tree: FileTree,
  roots: readonly RootFolder[],
  manifests: ReadonlyMap<string, Manifest>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const listed = new Map(
    roots.map(({ path }) => [path, manifests.get(below(path, 'package.json'))?.workspaces ?? []]),
  );
  const files = roots.map(({ path }) => below(path, PNPM_WORKSPACE)).filter((path) => tree.files.has(path));
  for await (const { path, bytes } of tree.readMany(files)) {
    const folder = parentOf(path);
    if (bytes) listed.set(folder, [...(listed.get(folder) ?? []), ...pnpmWorkspaces(bytes)]);
  }
  return new Map(
    [...listed].map(([folder, patterns]) => [folder, patterns.slice(0, limitOf('workspace-patterns'))]),
  );
}

/** Folders of those roots that a root above them lists as its workspaces. */
export async function workspaceFolders(
  tree: FileTree,
  roots: readonly RootFolder[],
  manifests: ReadonlyMap<string, Manifest>,
): Promise<ReadonlySet<string>> {
  const patterns = await listedWorkspaces(tree, roots, manifests);
  const found = new Set<string>();
  for (const { path } of roots) {
    for (let above = path; above !== '' && !found.has(path);) {
      above = parentOf(above);
      const inside = above === '' ? path : path.slice(above.length + 1);
      if (patterns.get(above)?.some((pattern) => matchesPattern(pattern, inside))) found.add(path);
    }
  }
  return found;
}
