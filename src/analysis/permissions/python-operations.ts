import type { OperationAnswer, Problem } from '../../model/index.js';
import { PythonFlow, type PythonFiles } from '../../program/index.js';
import { parsePython, scriptText, type PythonScript } from '../../syntax/index.js';
import type { ArtifactInput } from '../analysis.js';
import { EntryFollower, type EntryRun, type FollowLimit } from '../follow-entries.js';
import { definesHandler, isLikelyPython } from '../likely-handlers.js';
import { PythonTree } from '../python-tree.js';
import { FoundOperations } from './found-operations.js';
import type { OperationFacts } from './permission-facts.js';
import { PythonSdkDomain } from './python-domain.js';
import { operationUses } from './python-uses.js';

/** Words without which code calls no AWS service. */
const WORDS =
  /boto|amazonaws|x-amz-|aws4|AWS4-HMAC|aws_lambda_powertools|secretsmanager\/get|systemsmanager\/parameters|awswrangler|pynamodb|s3fs|smart_open|crhelper/i;

type PythonRun = EntryRun & { readonly answer: OperationAnswer };

/** Follows the function's own code from a function of a file; null: from all of them. */
function followPython(files: PythonFiles, { path, handler, unread }: PythonStart): PythonRun {
  const domain = new PythonSdkDomain();
  const flow = new PythonFlow(files, domain);
  const isDone = flow.run(path, handler);
  domain.finish();
  const unresolved = [...domain.reasons, ...unread.map((each) => `${each} could not be read`)];
  if (!isDone) unresolved.push('its code moves too many values to follow all of them');
  const answer = { operations: operationUses(domain.uses), unresolved: unresolved.sort() };
  return { answer, exports: flow.callableNames(path), files: flow.followed(), steps: flow.budget.taken };
}

interface PythonStart {
  readonly path: string;
  readonly handler: string | null;
  /** Paths of scripts that could not be read. */
  readonly unread: readonly string[];
}

interface ReadScripts {
  readonly scripts: ReadonlyMap<string, PythonScript>;
  readonly problems: readonly Problem[];
  /** Whether no script has a word of AWS. */
  readonly isSilent: boolean;
}

function unreadProblem(path: string): Problem {
  const message =
    'The script is no Python that can be parsed, or is too large: the AWS operations of its code are not known.';
  return { code: 'malformed', path, message, affectsCompleteness: false };
}

async function readScripts({ tree }: ArtifactInput, paths: readonly string[]): Promise<ReadScripts> {
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  for await (const { path, bytes } of tree.readMany(paths)) {
    if (bytes) texts.set(path, scriptText(bytes));
    else problems.push(unreadProblem(path));
  }
  const isSilent = problems.length === 0 && ![...texts.values()].some((text) => WORDS.test(text));
  const scripts = new Map<string, PythonScript>();
  for (const [path, text] of isSilent ? [] : texts) {
    const script = await parsePython(text);
    if (typeof script !== 'string') scripts.set(path, script);
    if (typeof script === 'string' || script.hasErrors) problems.push(unreadProblem(path));
  }
  return { scripts, problems, isSilent };
}

/** The AWS operations that each handler of an artifact's Python can perform; null without code in Python. */
export async function pythonOperations(input: ArtifactInput): Promise<{
  readonly facts: OperationFacts | null;
  readonly problems: readonly Problem[];
  readonly cut: FollowLimit;
}> {
  const python = new PythonTree(input);
  if (python.isEmpty) return { facts: null, problems: [], cut: null };
  const own = python.own
    .filter((path) => path.endsWith('.py'))
    .sort((a, b) => Number(isLikelyPython(b)) - Number(isLikelyPython(a)));
  const { scripts, problems, isSilent } = await readScripts(input, own);
  const files = { scripts, modules: python.modules, roots: python.roots };
  const unread = problems.map(({ path }) => path);
  const entries = new EntryFollower<PythonRun>({
    follow: (path, handler) => followPython(files, { path, handler, unread }),
    hasMore: ({ answer }) => answer.operations.length + answer.unresolved.length > 0,
    isLikely: (each) => isLikelyPython(each) || definesHandler(scripts.get(each)?.text ?? ''),
  });
  const found = new FoundOperations(entries);
  for (const path of scripts.keys()) await found.add(path);
  const isQuiet = isSilent && own.length === python.own.length && !python.callsAws(input.inventory.packages);
  const facts = { ...found.facts(), isSilent: isQuiet, ownScripts: own.length };
  return { facts, problems, cut: entries.cut };
}
