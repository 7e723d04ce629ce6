import { baseOf, parentOf } from '../../files/index.js';
import {
  compareSeverity,
  type Finding,
  type FindingEvidence,
  type Package,
  type Problem,
  type Severity,
} from '../../model/index.js';
import type { DetectContext } from '../detector.js';
import type { Scanned } from '../../signatures/index.js';
import { hookFinding, seenAt } from './artifact-hook.js';
import { isPopular, ofPackage, pythonOwners, type PythonOwners } from './python-owners.js';
import { judgeStartCode, type StartCode } from './start-code.js';
import { isStartFolder } from './start-folders.js';
import { IMPORTS, startLines, type StartLine } from './start-line.js';

/** `sitecustomize.py`, as a folder, or compiled. */
const CUSTOMIZE = /^(?:site|user)customize(?:\.(?:py|pyc|so)|\.(?:cpython|abi3)[\w-]{0,60}\.so)$/;
const CUSTOMIZE_FOLDER = /^(?:site|user)customize$/;

const SHOWN_LINES = 200;
const SHOWN_LETTERS = 200;

function isCustomize(path: string, kind: DetectContext['kind']): boolean {
  const folder = parentOf(path);
  if (CUSTOMIZE.test(baseOf(path))) return isStartFolder(folder, kind);
  const isPackage = baseOf(path).startsWith('__init__.py') && CUSTOMIZE_FOLDER.test(baseOf(folder));
  return isPackage && isStartFolder(parentOf(folder), kind);
}

/** A line that only imports is as bad as its origin; any other as what it does. */
function severityOf(line: StartLine, owner: Package | null, isStray: boolean): Severity {
  if (line.why !== IMPORTS) return line.severity;
  if (isStray) return 'high';
  return owner && isPopular(owner) ? 'low' : line.severity;
}

function findingOfLines(path: string, lines: readonly StartLine[], owners: PythonOwners): Finding | null {
  const owner = owners.ownerOf(path);
  const isStray = owners.isStray(path);
  const judged = lines.map((line) => ({ ...line, severity: severityOf(line, owner, isStray) }));
  const [worst] = judged.toSorted((a, b) => compareSeverity(a.severity, b.severity));
  if (!worst) return null;
  const whose = isStray ? ', and no package lists it' : ofPackage(owner);
  return hookFinding({
    rule: 'python-pth',
    title: `Python runs code from ${path}${whose} at every start: it ${worst.why}`,
    severity: worst.severity,
    isMalware: worst.severity === 'critical',
    path,
    package: owner,
    evidence: lines
      .slice(0, SHOWN_LINES)
      .map(({ line, text }) => ({ path, line, detail: text.slice(0, SHOWN_LETTERS) })),
    why: 'Lines of a .pth file that start with "import" run before the handler is loaded, whatever the handler imports.',
    advice: 'Find out which package brought the file, and remove both unless it is meant to run there.',
  });
}

/** A module without statements does nothing. */
function isEmpty(text: string): boolean {
  return text.split('\n').every((line) => line.trim() === '' || line.trimStart().startsWith('#'));
}

/** What a module does by its text, and the line that shows it. Compiled code is not read. */
function codeOf(path: string, bytes: Uint8Array): StartCode {
  if (path.endsWith('.py')) return judgeStartCode(Buffer.from(bytes).toString('utf8'));
  return { severity: 'high', line: null, text: '', why: 'is compiled, so that nobody can read it' };
}

function evidenceOf(path: string, { line, text }: StartCode): FindingEvidence {
  if (line === null) return seenAt(path, `${baseOf(path)} is imported before the handler is loaded`);
  return { path, line, detail: text.slice(0, SHOWN_LETTERS) };
}

function findingOfCustomize(path: string, bytes: Uint8Array, owners: PythonOwners): Finding | null {
  if (path.endsWith('.py') && isEmpty(Buffer.from(bytes).toString('utf8'))) return null;
  const code = codeOf(path, bytes);
  const owner = owners.ownerOf(path);
  return hookFinding({
    rule: 'python-customize',
    title: `Python runs ${path}${ofPackage(owner)} at every start: it ${code.why}`,
    severity: code.severity,
    isMalware: code.severity === 'critical',
    path,
    package: owner,
    evidence: [evidenceOf(path, code)],
    why: 'It runs before the handler, with the rights of the function, and can replace whatever the handler uses.',
    advice: 'Read the file. Tracers bring one of their own; remove any other.',
  });
}

/** Files that make Python run code before the handler. https://docs.python.org/3/library/site.html */
export async function pythonStartHooks({ tree, kind, inventory }: DetectContext): Promise<Scanned> {
  const paths = [...tree.files.keys()].filter(
    (path) => isCustomize(path, kind) || (path.endsWith('.pth') && isStartFolder(parentOf(path), kind)),
  );
  const owners = pythonOwners(inventory);
  const findings: (Finding | null)[] = [];
  const problems: Problem[] = [];
  for await (const { path, bytes, problem } of tree.readMany(paths)) {
    if (problem) problems.push(problem);
    else if (!path.endsWith('.pth')) findings.push(findingOfCustomize(path, bytes, owners));
    // Weights of models have the same ending.
    else if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('import'))
      findings.push(findingOfLines(path, startLines(Buffer.from(bytes).toString('utf8')), owners));
  }
  return { findings: findings.filter((found) => found !== null), problems };
}
