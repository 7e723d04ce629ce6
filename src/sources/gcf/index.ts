import { basename, posix } from 'node:path';
import type { Declaration, Problem } from '../../model/index.js';
import { field, fieldAt, parseJson, stringOf } from '../../templates/index.js';
import { openCodePackage, type CodePackage } from '../code-package.js';
import { startDraft } from '../draft.js';
import type { Source, Target } from '../source.js';

/** Name under which Cloud Functions stores an uploaded source archive. */
const ARCHIVE_NAME = 'function-source.zip';
const FRAMEWORK = '@google-cloud/functions-framework';
const LOCKFILES = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock'];
const MANIFESTS = ['package.json', 'requirements.txt', 'go.mod', 'pom.xml'];

async function manifestOf(code: CodePackage): Promise<unknown> {
  return parseJson((await code.read('package.json')) ?? '{}', 'package.json').data;
}

/**
 * Whether a folder or zip is a source archive. Signs are the name under which it is stored, a file that `gcloud` writes
 * for uploads, or a dependency on the framework. Its dependencies must not be installed yet.
 */
async function isSource({ hostPath }: Target, code: CodePackage): Promise<boolean> {
  if (code.names.has('node_modules') || !MANIFESTS.some((name) => code.names.has(name))) return false;
  if (basename(hostPath) === ARCHIVE_NAME || code.names.has('.gcloudignore')) return true;
  return fieldAt(await manifestOf(code), 'dependencies', FRAMEWORK) !== undefined;
}

function declaredOnly({ path }: Target, code: CodePackage): Problem {
  const isLocked = LOCKFILES.some((name) => code.names.has(name));
  const message = isLocked
    ? `${path} is source: its dependencies are those of the lockfile, which Google's build installs.`
    : `${path} is source without a lockfile: which versions Google's build installs cannot be known.`;
  return { code: 'unresolved', path, message, affectsCompleteness: !isLocked };
}

/** Location of a declaration; null inside a zip, because an entry of a zip is not a file of the project. */
function declaredIn({ kind, path }: Target, code: CodePackage): Declaration | null {
  const manifest = MANIFESTS.find((name) => code.names.has(name));
  return kind === 'directory' && manifest ? { path: posix.join(path, manifest), line: null } : null;
}

/** Source of a Google Cloud function before the build, as a folder or zip. https://cloud.google.com/functions/docs/deploy */
export const gcf = {
  id: 'gcf',
  title: 'Google Cloud Functions source',
  folders: [],
  async recognises(target) {
    const code = await openCodePackage(target);
    return code !== null && isSource(target, code);
  },
  async acquire(target, bare) {
    const draft = startDraft(target);
    const code = await openCodePackage(target);
    if (!code) return draft.finish();
    const artifact = await draft.addArtifact({ hostPath: target.hostPath, kind: 'function' });
    const manifest = await manifestOf(code);
    const name = stringOf(field(manifest, 'name')) ?? basename(target.hostPath).replace(/\.zip$/i, '');
    draft.addFunction({
      name: bare.name ?? name,
      platform: 'gcf',
      runtime: bare.runtime ?? null,
      handler: bare.handler ?? stringOf(field(manifest, 'main')),
      mounts: [{ artifact, path: '/workspace' }],
      declaredIn: declaredIn(target, code),
      problems: [declaredOnly(target, code)],
    });
    return draft.finish();
  },
} satisfies Source;
