import type { FileEntry } from '../../files/index.js';
import { compareSeverity, type ArtifactKind, type Finding, type Problem } from '../../model/index.js';
import type { Detection, DetectContext } from '../detector.js';
import { hookFinding, seenAt } from './artifact-hook.js';
import { startLines, type StartLine } from './start-line.js';

/**
 * Folders that Python looks into at its start, beside every `site-packages`: Lambda's bootstrap adds the task's root as a site
 * folder, which also runs its .pth files.
 */
const START_FOLDERS: Readonly<Record<ArtifactKind, readonly string[]>> = {
  function: [''],
  layer: ['python'],
  image: ['var/task', 'opt/python'],
};

const CUSTOMIZE = /^(?:site|user)customize\.py$/;

const MAX_SHOWN = 200;

interface PythonFile {
  readonly entry: FileEntry;
  readonly name: string;
}

function startFiles({ tree, kind = 'function' }: DetectContext): PythonFile[] {
  return [...tree.files.values()].flatMap((entry): PythonFile[] => {
    const cut = entry.path.lastIndexOf('/');
    const name = entry.path.slice(cut + 1);
    if (!name.endsWith('.pth') && !CUSTOMIZE.test(name)) return [];
    const folder = entry.path.slice(0, Math.max(0, cut));
    const isSite = folder === 'site-packages' || folder.endsWith('/site-packages');
    return isSite || START_FOLDERS[kind].includes(folder) ? [{ entry, name }] : [];
  });
}

function findingOfLines(path: string, lines: readonly StartLine[]): Finding | null {
  const [worst] = lines.toSorted((a, b) => compareSeverity(a.severity, b.severity));
  if (!worst) return null;
  return hookFinding({
    rule: 'python-pth',
    title: `Python runs code from ${path} at every start: it ${worst.why}`,
    severity: worst.severity,
    isMalware: worst.severity === 'critical',
    path,
    evidence: lines
      .slice(0, MAX_SHOWN)
      .map(({ line, text }) => ({ path, line, detail: text.slice(0, MAX_SHOWN) })),
    why: 'Lines of a .pth file that start with "import" run before the handler is loaded, whatever the handler imports.',
    advice: 'Find out which package brought the file, and remove both unless it is meant to run there.',
  });
}

function findingOfCustomize({ entry: { path }, name }: PythonFile): Finding {
  return hookFinding({
    rule: 'python-customize',
    title: `Python runs ${path} at every start`,
    severity: 'medium',
    path,
    evidence: [seenAt(path, `${name} is imported before the handler is loaded`)],
    why: 'It runs before the handler, with the rights of the function, and can replace whatever the handler uses.',
    advice: 'Read the file. Tracers bring one of their own; remove any other.',
  });
}

/** Files that make Python run code before the handler. https://docs.python.org/3/library/site.html */
export async function pythonStartHooks(context: DetectContext): Promise<Detection> {
  const files = startFiles(context);
  const findings: (Finding | null)[] = files
    .filter(({ name }) => CUSTOMIZE.test(name))
    .map(findingOfCustomize);
  const paths = files.filter(({ name }) => name.endsWith('.pth')).map(({ entry }) => entry.path);
  const problems: Problem[] = [];
  for await (const { path, bytes, problem } of context.tree.readMany(paths)) {
    if (problem) problems.push(problem);
    // Weights of models have the same ending.
    else if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('import'))
      findings.push(findingOfLines(path, startLines(Buffer.from(bytes).toString('utf8'))));
  }
  return { findings: findings.filter((found) => found !== null), problems };
}
