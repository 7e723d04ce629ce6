import { readdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path';
import { isPackageFolder } from '../ecosystems/index.js';
import { matchesWildcard, ScanError } from '../model/index.js';
import { isInside, kindOf, realPathOf } from './host-files.js';
import type { Target } from './source.js';

/** Whether `**` enters a folder. It skips installed packages, because they contain no artifacts. */
function isEntered(folderName: string): boolean {
  return folderName !== '.git' && !isPackageFolder(folderName);
}

async function foldersBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory() && isEntered(entry.name));
  const below = await Promise.all(folders.map((entry) => foldersBelow(join(folder, entry.name))));
  return [folder, ...below.flat()];
}

async function expandSegment(folder: string, segment: string): Promise<string[]> {
  if (segment === '**') return foldersBelow(folder);
  if (!/[*?]/.test(segment)) return [join(folder, segment)];
  const names = await readdir(folder).catch((): string[] => []);
  return names.filter((name) => matchesWildcard(segment, name)).map((name) => join(folder, name));
}

async function expandGlob(pattern: string): Promise<string[]> {
  const { root } = parse(pattern);
  let paths = [root];
  for (const segment of pattern.slice(root.length).split(/[\\/]/).filter(Boolean)) {
    const expanded = await Promise.all(paths.map((path) => expandSegment(path, segment)));
    paths = [...new Set(expanded.flat())];
  }
  return paths.sort();
}

function shownFrom(cwd: string, hostPath: string): string {
  if (!isInside(cwd, hostPath)) return hostPath.split(sep).join('/');
  return relative(cwd, hostPath).split(sep).join('/') || '.';
}

async function targetAt(hostPath: string, cwd: string): Promise<Target[]> {
  const kind = await kindOf(hostPath);
  if (kind === null) return [];
  const root = kind === 'directory' ? hostPath : dirname(await realPathOf(hostPath));
  return [{ hostPath, path: shownFrom(cwd, hostPath), kind, root }];
}

async function resolveTarget(argument: string, cwd: string): Promise<Target[]> {
  const hostPath = isAbsolute(argument) ? resolve(argument) : resolve(cwd, argument);
  // A path that exists takes precedence over the pattern, even if its name contains `*` or `?`.
  const literal = await targetAt(hostPath, cwd);
  if (literal.length > 0 || !/[*?]/.test(argument)) return literal;
  const matches = await expandGlob(hostPath);
  return (await Promise.all(matches.map((match) => targetAt(match, cwd)))).flat();
}

const URL_LIKE = /^[a-z][a-z0-9+.-]{1,30}:\/\//i;
const DOWNLOAD = 'Targets are files and folders of this machine: download it first.';
const CHECK =
  'Build or package the functions first, or check the path; quote a pattern to keep it from the shell.';

/**
 * Files and folders that the arguments name, each once. An argument is a path, or a pattern with `*`, `**` and `?`.
 * @throws ScanError `not-found` for an argument without a match, `usage` for an empty one.
 */
export async function resolveTargets(args: readonly string[], cwd: string): Promise<Target[]> {
  const targets = new Map<string, Target>();
  for (const argument of args) {
    if (argument.trim() === '') {
      throw new ScanError('usage', 'A target is empty.', {
        hint: 'Name a file or a folder; perhaps a variable in the command is not set.',
      });
    }
    const found = await resolveTarget(argument, cwd);
    if (found.length === 0) {
      throw new ScanError('not-found', `There is nothing to scan at ${argument} (looked from ${cwd}).`, {
        hint: URL_LIKE.test(argument) ? DOWNLOAD : CHECK,
      });
    }
    for (const target of found) {
      const key = await realPathOf(target.hostPath);
      if (!targets.has(key)) targets.set(key, target);
    }
  }
  return [...targets.values()];
}
