import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isFields, parseFields } from '../../ecosystems/index.js';
import type { EditedManifest } from '../../remediation/index.js';
import type { ProjectFacts } from './fix-workspace.js';

const MANIFEST = 'package.json';
const SETTINGS = 'pnpm-workspace.yaml';

/** Settings of pnpm that choose versions and run nothing. Others may load code or name files that are not handed over. */
const SAFE_SETTINGS = new Set([
  'overrides',
  'catalog',
  'catalogs',
  'packageExtensions',
  'peerDependencyRules',
  'autoInstallPeers',
  'onlyBuiltDependencies',
  'neverBuiltDependencies',
  'ignoredBuiltDependencies',
  'allowBuilds',
  'minimumReleaseAge',
  'minimumReleaseAgeExclude',
]);

/** Addresses of registries, and credentials for them. */
const REGISTRY_LINE = /^\s*(?:(?:@[\w.~-]+:)?registry|\/\/[^\s=]+:_\w+)\s*=/;

/** A requirement that is not a range or tag of a registry's package. `catalog:` names a range of the settings. */
const ELSEWHERE = /^(?!npm:|catalog:).*[:/]/;

/** A lockfile's entries that come from Git. */
const FROM_GIT = /\bgit\+|\btype: git\b|\/\/codeload\./;

const WORKSPACE = 'its workspace is not handed to the package manager';

const KEPT_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** The name of a requirement that is fetched from elsewhere than a registry. */
function elsewhereIn(fields: Readonly<Record<string, unknown>>): string | undefined {
  return KEPT_FIELDS.flatMap((field) => Object.entries(isFields(fields[field]) ? fields[field] : {})).find(
    ([, spec]) => typeof spec === 'string' && ELSEWHERE.test(spec),
  )?.[0];
}

function unsafeSetting(
  fields: Readonly<Record<string, unknown>>,
  settings: string | null,
): string | undefined {
  const own = isFields(fields['pnpm']) ? Object.keys(fields['pnpm']) : [];
  const keys = [...(settings ?? '').matchAll(/^["']?([\w-]+)["']?\s*:/gm)].map(([, key = '']) => key);
  return [...own, ...keys].find((key) => !SAFE_SETTINGS.has(key));
}

function namesVersion(packageManager: unknown): boolean {
  if (packageManager === undefined) return true;
  return typeof packageManager === 'string' && /^\w+@\d[\w.+-]*$/.test(packageManager);
}

/** Why a project is not handed to its manager; undefined where it is. */
function refusal(manifest: string, lockfile: string, settings: string | null): string | undefined {
  const fields = parseFields(Buffer.from(manifest));
  if (!fields) return `${MANIFEST} cannot be read`;
  const elsewhere = elsewhereIn(fields);
  if (elsewhere !== undefined) return `${elsewhere} does not come from a registry, and it is not fetched`;
  if (FROM_GIT.test(lockfile)) return 'the lockfile has packages from Git, which are not fetched';
  if (Object.hasOwn(fields, 'workspaces') || /^packages:/m.test(settings ?? '')) return WORKSPACE;
  const unsafe = unsafeSetting(fields, settings);
  if (unsafe !== undefined) return `the setting ${unsafe} is not handed to the package manager`;
  return namesVersion(fields['packageManager'])
    ? undefined
    : 'packageManager names no version of a package manager';
}

function textOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Lines that name registries: no other setting of a project takes part. */
function registryLines(text: string | null): string {
  return (text ?? '')
    .split('\n')
    .filter((line) => REGISTRY_LINE.test(line))
    .join('\n');
}

/** A project that has what its package manager writes a lockfile from. */
type Lockable = ProjectFacts & { readonly lockfile: string; readonly lockfilePath: string };

function isLockable(facts: ProjectFacts): facts is Lockable {
  return facts.lockfile !== null && facts.lockfilePath !== null;
}

function textsOf(
  { folder, lockfile, lockfilePath }: Lockable,
  edited: EditedManifest | null,
): ReadonlyMap<string, string> | string {
  const manifest = edited?.text ?? textOf(join(folder, MANIFEST)) ?? '';
  const settings = edited?.overrides?.text ?? textOf(join(folder, SETTINGS));
  const refused = refusal(manifest, lockfile, settings);
  if (refused !== undefined) return refused;
  const texts = new Map([
    [MANIFEST, manifest],
    [basename(lockfilePath), lockfile],
    ['.npmrc', registryLines(textOf(join(folder, '.npmrc')))],
  ]);
  if (settings !== null) texts.set(SETTINGS, settings);
  return texts;
}

/**
 * The files that a package manager gets to write a lockfile for a project that is no workspace.
 * @param edited the manifest that a plan has changed; null: all files as they are on disk.
 * @returns texts by file name, or the reason why the manager is not asked.
 */
export function managerProjectOf(
  facts: ProjectFacts,
  edited: EditedManifest | null,
): ReadonlyMap<string, string> | string {
  if (!isLockable(facts)) return 'there is no lockfile';
  if (facts.overrides && !facts.overrides.isYaml) return WORKSPACE;
  return textsOf(facts, edited);
}
