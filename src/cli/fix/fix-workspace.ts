import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { npmManagerOf } from '../../ecosystems/index.js';
import { LOCKFILES } from '../../lockfiles/index.js';
import { loadEditing, type ManifestFacts, type OverridesFile } from '../../remediation/index.js';
import { isSystemError, ScanError, systemReason } from '../../model/index.js';

const PNPM_SETTINGS = 'pnpm-workspace.yaml';
/** Of pnpm: the first that reads overrides in its settings, and the first that does so there only. */
const [FIRST_WITH_SETTINGS, FIRST_WITHOUT_FIELD] = [10, 11];
/** From this one on, a lockfile may be of a pnpm that reads them there. */
const LOCKFILE_WITH_SETTINGS = 9;

/** Lockfiles beside a manifest or above it; npm's come last: a project that moved to another manager may have kept it. */
const LOCKFILES_IN_ORDER = [...LOCKFILES].sort(([, a], [, b]) => Number(isDefault(a)) - Number(isDefault(b)));

function isDefault(manager: string): boolean {
  return manager === npmManagerOf(null).id;
}

function refused(path: string, why: string, cause?: unknown): ScanError {
  return new ScanError('config', `${path} is not changed: ${why}.`, {
    hint: 'Name a package.json with --manifest FILE.',
    cause,
  });
}

/** A text as it is, with its byte order mark. @throws where writing it again would change it. */
function decoded(path: string): string {
  return new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
}

/** Why a file could not be read. */
function reasonOf(cause: unknown): string {
  if (cause instanceof SyntaxError) return 'it is not JSON';
  return isSystemError(cause) ? systemReason(cause) : 'it cannot be read as text';
}

/** The text of a manifest with its byte order mark, and its fields. */
export function readManifest(path: string): { text: string; fields: Readonly<Record<string, unknown>> } {
  try {
    const text = decoded(path);
    const fields: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    if (typeof fields === 'object' && fields !== null && !Array.isArray(fields))
      return { text, fields: { ...fields } };
  } catch (cause) {
    throw refused(path, reasonOf(cause), cause);
  }
  throw refused(path, 'it is not a manifest');
}

/** @throws ScanError where it cannot be read; a text without UTF-8 is allowed: Bun's lockfile is binary. */
function lockfileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw refused(path, reasonOf(cause), cause);
  }
}

function textOf(path: string): string | null {
  try {
    return existsSync(path) ? decoded(path) : null;
  } catch (cause) {
    throw refused(path, reasonOf(cause), cause);
  }
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

/** The settings that force versions. */
type Installed = Pick<ManifestFacts, 'manager' | 'lockfile'>;

/** Of a pnpm that reads no overrides in its settings. */
function isOld(lockfile: string | null): boolean {
  const [, format] = /^lockfileVersion: *['"]?(\d+)/m.exec(lockfile ?? '') ?? [];
  return format !== undefined && Number(format) < LOCKFILE_WITH_SETTINGS;
}

/**
 * Whether pnpm forces versions by its settings: from 11 on, which no longer reads them in manifests, and from 10 on where they hold some, which
 * switch a manifest's off. One of unknown version that has no settings is not given any: older ones fail on settings without `packages`.
 */
async function usesSettings(folder: string, lockfile: string | null): Promise<boolean> {
  const { yamlEntries } = await loadEditing();
  const path = join(folder, 'package.json');
  const { packageManager, pnpm } = existsSync(path) ? readManifest(path).fields : {};
  const settings = textOf(join(folder, PNPM_SETTINGS));
  const hasOverrides = settings !== null && yamlEntries(settings, 'overrides') !== undefined;
  const [, major] = /^pnpm@(\d+)\./.exec(String(packageManager)) ?? [];
  if (major !== undefined) return Number(major) >= (hasOverrides ? FIRST_WITH_SETTINGS : FIRST_WITHOUT_FIELD);
  return !isOld(lockfile) && (hasOverrides || (settings !== null && pnpm === undefined));
}

/** The file that versions are forced in; null: the manifest itself. */
async function overridesIn(
  root: string | undefined,
  own: string,
  { manager, lockfile }: Installed,
): Promise<OverridesFile | null> {
  const folder = root ?? own;
  const isYaml = manager === 'pnpm' && (await usesSettings(folder, lockfile));
  if (!isYaml && root === undefined) return null;
  const path = join(folder, isYaml ? PNPM_SETTINGS : 'package.json');
  return { name: relative('', path), text: textOf(path) ?? (isYaml ? '' : '{}'), isYaml };
}

/** A manifest's project on this machine. */
export interface ProjectFacts extends ManifestFacts {
  /** The folder that the package manager installs into: the workspace's root, or the manifest's own. */
  readonly folder: string;
  /** The manifest's folder below it; '' for itself. POSIX. */
  readonly member: string;
  /** Null without one. */
  readonly lockfilePath: string | null;
  /** The package manager that its manifest names, if no lockfile shows one. */
  readonly namedManager: string | null;
}

/** `yarn` of `"packageManager": "yarn@4.1.0"`. */
function namedManager(folder: string): string | null {
  const path = join(folder, 'package.json');
  const { packageManager } = existsSync(path) ? readManifest(path).fields : {};
  return typeof packageManager === 'string' ? (packageManager.split('@')[0] ?? null) : null;
}

/** The first lockfile in some folders. */
function lockfileIn(folders: readonly string[]): { path: string; manager: string } | undefined {
  return folders
    .flatMap((folder) => LOCKFILES_IN_ORDER.map(([file, manager]) => ({ path: join(folder, file), manager })))
    .find(({ path }) => existsSync(path));
}

/** The files around a manifest. @throws ScanError */
export async function factsOf(path: string, allowMajor: boolean): Promise<ProjectFacts> {
  const [own = '.', ...above] = foldersFrom(dirname(resolve(path)));
  const root = isWorkspaceRoot(own) ? undefined : above.find(isWorkspaceRoot);
  const locked = lockfileIn([own, ...(root === undefined ? [] : [root])]);
  const installed: Installed = locked
    ? { manager: locked.manager, lockfile: lockfileText(locked.path) }
    : { manager: null, lockfile: null };
  const folder = locked ? dirname(locked.path) : (root ?? own);
  return {
    ...installed,
    overrides: await overridesIn(root, own, installed),
    allowMajor,
    folder,
    member: relative(folder, own).split(sep).join('/'),
    lockfilePath: locked?.path ?? null,
    namedManager: namedManager(folder),
  };
}
