import { basename } from 'node:path';
import { ScanError } from '../../model/index.js';
import { mountBareLayers } from '../bare-function.js';
import { startDraft, type Draft } from '../draft.js';
import { nameWithin, realPathOf } from '../host-files.js';
import type { BareFunction, Source, Target } from '../source.js';
import { isArtifactFile, nameWithoutExtension } from './classify.js';
import { findArtifacts, type FoundArtifact } from './find-artifacts.js';
import { isUnreadArchiveName } from './unread-archives.js';

/** Names of files that describe the folder around them. */
const OF_A_FOLDER =
  /^(?:package\.json|.{1,40}-lock\.(?:json|yaml)|npm-shrinkwrap\.json|yarn\.lock|bun\.lockb?)$/;

async function addBareFunction(
  draft: Draft,
  { hostPath, kind }: FoundArtifact,
  { target, bare }: { readonly target: Target; readonly bare: BareFunction },
): Promise<void> {
  const artifact = await draft.addArtifact({ hostPath, kind });
  const layers = await mountBareLayers(draft, bare);
  draft.addFunction({
    name: bare.name ?? nameWithoutExtension(basename(hostPath)),
    label: bare.name ?? nameWithoutExtension(nameWithin(target, hostPath)),
    platform: bare.platform ?? 'unknown',
    runtime: bare.runtime ?? null,
    handler: bare.handler ?? null,
    mounts: [{ artifact, path: kind === 'image' ? '/' : '/var/task' }, ...layers],
  });
}

function checkBareFacts(target: Target, bare: BareFunction, count: number): void {
  if (count <= 1 || (bare.name === undefined && bare.handler === undefined)) return;
  throw new ScanError(
    'usage',
    `--name and --handler are for one function, and ${target.path} holds ${count}.`,
    {
      hint: 'Scan one of them, or leave these options out.',
    },
  );
}

/** Rejects a folder of packages: each package would look like a function without dependencies. */
function checkFolder({ hostPath, path, kind }: Target): void {
  if (kind !== 'directory' || basename(hostPath) !== 'node_modules') return;
  throw new ScanError('usage', `${path} is a folder of packages, not the code of a function.`, {
    hint: 'Scan the folder that holds it.',
  });
}

/** Removes the layers that --layer names; those are layers whatever their layout. */
async function withoutBareLayers(
  found: readonly FoundArtifact[],
  bare: BareFunction,
): Promise<FoundArtifact[]> {
  const layers = new Set(await Promise.all((bare.layers ?? []).map(realPathOf)));
  const keys = await Promise.all(found.map(({ hostPath }) => realPathOf(hostPath)));
  return found.filter((_, index) => !layers.has(keys[index] ?? ''));
}

/**
 * Artifacts without configuration: an archive, an image, a single code file, a function's folder, or a folder of these.
 * Each is a function named after its file. An archive or folder with the layout of a Lambda layer is a layer.
 */
export const local = {
  id: 'local',
  title: 'Archives and folders without configuration',
  folders: [],
  async recognises({ kind, hostPath }) {
    return kind === 'directory' || isUnreadArchiveName(hostPath) || isArtifactFile(hostPath);
  },
  async acquire(target, bare) {
    checkFolder(target);
    const draft = startDraft(target);
    const { artifacts, problems } = await findArtifacts(target);
    draft.addProblems(problems);
    const own = await withoutBareLayers(artifacts, bare);
    const functions = own.filter(({ kind }) => kind !== 'layer');
    checkBareFacts(target, bare, functions.length);
    for (const { hostPath } of own.filter(({ kind }) => kind === 'layer'))
      await draft.addArtifact({ hostPath, kind: 'layer' });
    for (const found of functions) await addBareFunction(draft, found, { target, bare });
    return draft.finish();
  },
  advise({ kind, hostPath }) {
    const isOfFolder = kind === 'file' && OF_A_FOLDER.test(basename(hostPath));
    return Promise.resolve(isOfFolder ? 'Scan the folder that holds it: it describes the functions.' : null);
  },
} satisfies Source;
