import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { ManifestFacts, OverridesFile } from '../fix/index.js';
import { ScanError } from '../model/index.js';

const PNPM_SETTINGS = 'pnpm-workspace.yaml';
const FIRST_WITH_SETTINGS = 11;

/** By the lockfile that lies beside a manifest or above it. */
const LOCKFILES: readonly (readonly [file: string, manager: string])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['npm-shrinkwrap.json', 'npm'],
  ['package-lock.json', 'npm'],
];

function refused(path: string, why: string, cause?: unknown): ScanError {
  return new ScanError('config', `${path} is not changed: ${why}.`, {
    hint: 'Name a package.json with --manifest FILE.',
    cause,
  });
}

/** The text of a manifest with its byte order mark, and its fields. */
export function readManifest(path: string): { text: string; fields: Readonly<Record<string, unknown>> } {
  try {
    const text = new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
    const fields: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    if (typeof fields === 'object' && fields !== null && !Array.isArray(fields))
      return { text, fields: { ...fields } };
  } catch (cause) {
    throw refused(path, cause instanceof SyntaxError ? 'it is no JSON' : 'it cannot be read as text', cause);
  }
  throw refused(path, 'it is no manifest');
}

function textOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function isWorkspaceRoot(folder: string): boolean {
  // Without members it holds the settings of one package.
  if (/^packages:/m.test(textOf(join(folder, PNPM_SETTINGS)) ?? '')) return true;
  const path = join(folder, 'package.json');
  return existsSync(path) && Object.hasOwn(readManifest(path).fields, 'workspaces');
}

/** The folder and those above it, up to the repository's root. */
function foldersFrom(start: string): string[] {
  const folders: string[] = [];
  for (let folder = start; ; folder = dirname(folder)) {
    folders.push(folder);
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return folders;
  }
}

/** pnpm forces versions by its settings from 11 on, which no longer reads them in manifests; one of unknown version is taken to be new. */
function usesSettings(folder: string): boolean {
  const path = join(folder, 'package.json');
  const { packageManager, pnpm } = existsSync(path) ? readManifest(path).fields : {};
  const [, major] = /^pnpm@(\d+)\./.exec(String(packageManager)) ?? [];
  return major === undefined ? pnpm === undefined : Number(major) >= FIRST_WITH_SETTINGS;
}

/** The file that versions are forced in; null: the manifest itself. */
function overridesIn(root: string | undefined, own: string, manager: string | null): OverridesFile | null {
  const folder = root ?? own;
  const isYaml = manager === 'pnpm' && usesSettings(folder);
  if (!isYaml && root === undefined) return null;
  const path = join(folder, isYaml ? PNPM_SETTINGS : 'package.json');
  return { name: relative('', path), text: textOf(path) ?? (isYaml ? '' : '{}'), isYaml };
}

/** What lies around a manifest. @throws ScanError */
export function factsOf(path: string, allowMajor: boolean): ManifestFacts {
  const [own = '.', ...above] = foldersFrom(dirname(resolve(path)));
  if (isWorkspaceRoot(own)) {
    throw refused(path, 'it is the root of a workspace, whose members each have a manifest of their own');
  }
  const root = above.find(isWorkspaceRoot);
  const lockedIn = [own, ...(root === undefined ? [] : [root])];
  const [locked] = lockedIn.flatMap((folder) =>
    LOCKFILES.filter(([file]) => existsSync(join(folder, file))).map(([file, manager]) => ({
      path: join(folder, file),
      manager,
    })),
  );
  return {
    manager: locked?.manager ?? null,
    lockfile: locked ? readFileSync(locked.path, 'utf8') : null,
    overrides: overridesIn(root, own, locked?.manager ?? null),
    allowMajor,
  };
}
