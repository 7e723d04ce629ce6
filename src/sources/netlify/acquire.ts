import { basename, join, resolve } from 'node:path';
import type { Declaration, Trigger } from '../../model/index.js';
import { startDraft, type Draft } from '../draft.js';
import { entriesIn, kindOf, namelessProblems, shownPath } from '../host-files.js';
import { locate, locateMoved } from '../locate.js';
import type { Acquisition, Target } from '../source.js';
import { MANIFEST } from './manifest-name.js';
import { manifestFunctionSchema, readManifest, type Manifest, type ManifestFunction } from './manifest.js';

const OPEN = {
  access: 'anyone',
  statement: 'anybody may call it: Netlify checks no callers of functions',
} as const;

function triggersOf({ name, schedule, routes }: ManifestFunction): Trigger[] {
  if (schedule) return [{ type: 'schedule', detail: schedule }];
  if (!routes || routes.length === 0)
    return [{ type: 'http', detail: `/.netlify/functions/${name}`, ...OPEN }];
  return routes.map(({ pattern, methods }) => ({
    type: 'http',
    detail: `${methods?.length ? methods.join(',') : 'ANY'} ${pattern}`,
    ...OPEN,
  }));
}

const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ['x64', 'x86_64'],
  ['arm64', 'arm64'],
]);

/** The function's source file when it is on this machine, else the manifest. */
async function declarationOf(target: Target, { mainFile }: ManifestFunction): Promise<Declaration> {
  const root = resolve(target.hostPath, '../..');
  const located = mainFile ? await locateMoved({ target, root }, [root], mainFile) : null;
  const hostPath = located?.hostPath ?? join(target.hostPath, MANIFEST);
  return { path: shownPath(target, hostPath), line: null };
}

/** @returns host path of the function's artifact; null when the artifact is missing. */
async function addListed(
  draft: Draft,
  target: Target,
  { found, architecture }: { readonly found: ManifestFunction; readonly architecture: string | null },
): Promise<string | null> {
  const site = { target, root: resolve(target.hostPath, '../..') };
  const located = await locateMoved(site, [target.hostPath], found.path);
  const artifact = located.problem
    ? null
    : await draft.addArtifact({ hostPath: located.hostPath, kind: 'function' });
  draft.addFunction({
    name: found.name,
    platform: 'netlify',
    runtime: found.runtimeVersion ?? found.runtime ?? null,
    architecture,
    declaredIn: await declarationOf(target, found),
    triggers: triggersOf(found),
    mounts: artifact === null ? [] : [{ artifact, path: '/var/task' }],
    problems: located.problem ? [located.problem] : [],
  });
  return located.problem ? null : located.hostPath;
}

/** Adds archives and folders beside the manifest that the manifest does not list (all of them, without a manifest). */
async function addUnlisted(draft: Draft, target: Target, listed: ReadonlySet<string>): Promise<void> {
  const entries = (await entriesIn(target.hostPath)) ?? [];
  draft.addProblems(namelessProblems(entries, target.path));
  for (const { name, hostPath, kind } of entries) {
    const isFunction = kind === 'directory' ? !name.startsWith('.') : name.endsWith('.zip');
    if (!isFunction || listed.has(hostPath)) continue;
    const site = { target, root: resolve(target.hostPath, '../..') };
    const { problem } = await locate(site, target.hostPath, name);
    if (problem) {
      draft.addProblems([problem]);
      continue;
    }
    const artifact = await draft.addArtifact({ hostPath, kind: 'function' });
    const mounts = [{ artifact, path: '/var/task' }];
    draft.addFunction({ name: basename(name, '.zip'), platform: 'netlify', mounts });
  }
}

async function addManifest(draft: Draft, target: Target, manifest: Manifest): Promise<Set<string>> {
  const architecture = ARCHITECTURES.get(manifest.system?.arch ?? '') ?? null;
  const listed = new Set<string>();
  for (const entry of manifest.functions) {
    const { data } = manifestFunctionSchema.safeParse(entry);
    const hostPath = data ? await addListed(draft, target, { found: data, architecture }) : null;
    if (hostPath !== null) listed.add(hostPath);
    const path = shownPath(target, join(target.hostPath, MANIFEST));
    const message = `${path} lists a function without name or path.`;
    if (!data) draft.addProblems([{ code: 'malformed', path, message, affectsCompleteness: true }]);
  }
  return listed;
}

/** Returns the functions of the manifest and the unlisted ones beside it. */
export async function acquire(target: Target): Promise<Acquisition> {
  const draft = startDraft(target);
  const hasManifest = (await kindOf(join(target.hostPath, MANIFEST))) !== null;
  const read = hasManifest ? await readManifest(target) : null;
  if (read?.problem) draft.addProblems([read.problem]);
  const listed = read && !read.problem ? await addManifest(draft, target, read.manifest) : new Set<string>();
  await addUnlisted(draft, target, listed);
  return draft.finish();
}
