import { baseOf, type FileTree } from '../../files/index.js';
import { isNodeScriptName } from '../../program/index.js';
import { pathInSubject, type Subject } from './subject.js';

/** Files that name the code that a platform or npm runs. */
const MANIFEST = /(?:^|\/)(?:package\.json|function\.json|\.vc-config\.json|[^/]+\.sh)$/;

/** Handlers are configured without an ending, and the configuration is not in the artifact. */
function mayBeHandler(path: string, subject: Subject): boolean {
  return subject.package === null && !baseOf(pathInSubject(subject, path)).includes('.');
}

/**
 * The files of a subject that its scripts or manifests name, in whatever form of path. Reads the scripts,
 * so it runs only for files with hits.
 */
export async function namedFiles(
  paths: ReadonlySet<string>,
  subject: Subject,
  tree: FileTree,
): Promise<ReadonlySet<string>> {
  const named = new Set([...paths].filter((path) => mayBeHandler(path, subject)));
  const open = new Map([...paths].filter((path) => !named.has(path)).map((path) => [path, baseOf(path)]));
  const naming = subject.files.filter(({ path }) => isNodeScriptName(path) || MANIFEST.test(path));
  if (open.size === 0) return named;
  for await (const { bytes } of tree.readMany(naming.map(({ path }) => path))) {
    if (!bytes) continue;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const [path, name] of open)
      if (text.includes(name)) {
        named.add(path);
        open.delete(path);
      }
  }
  return named;
}
