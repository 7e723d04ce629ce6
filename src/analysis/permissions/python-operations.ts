import { limitOf } from '../../files/index.js';
import type { OperationAnswer, Problem } from '../../model/index.js';
import { PythonFlow, type PythonFiles } from '../../program/index.js';
import { parsePython, scriptText, type PythonScript } from '../../syntax/index.js';
import type { ArtifactInput } from '../analysis.js';
import { PythonTree } from '../python-tree.js';
import { Interned } from './interned.js';
import type { EntryFacts, HandlerFacts, OperationFacts } from './permission-facts.js';
import { PythonSdkDomain } from './python-domain.js';
import { operationUses } from './python-uses.js';

/** Words without which code calls no AWS service. */
const WORDS =
  /boto|amazonaws|x-amz-|aws4|AWS4-HMAC|aws_lambda_powertools|secretsmanager\/get|systemsmanager\/parameters|awswrangler|pynamodb|s3fs|smart_open|crhelper/i;
/** Usual names of a handler's file. */
const LIKELY = /(?:^|\/)(?:index|handler|main|lambda_function|lambda|app)\.py$/;

interface Followed {
  readonly answer: OperationAnswer;
  readonly names: readonly string[];
  readonly files: readonly string[];
}

/** Follows the function's own code from each file that it may start with. */
class PythonOperations {
  private readonly operations = new Interned<OperationFacts['operations'][number]>();
  private readonly reasons = new Interned<string>();
  private readonly entries: EntryFacts[] = [];
  private readonly inner = new Set<string>();
  private readonly files: PythonFiles;
  private readonly unread: readonly string[];
  private readonly isLate: () => boolean;
  private runs = 0;
  isCut = false;

  constructor(files: PythonFiles, unread: readonly string[], isLate: () => boolean) {
    this.files = files;
    this.unread = unread;
    this.isLate = isLate;
  }

  private follow(path: string, handler: string | null): Followed | null {
    if (this.isLate() || this.runs >= limitOf('followed-handlers')) {
      this.isCut = true;
      return null;
    }
    this.runs += 1;
    const domain = new PythonSdkDomain();
    const flow = new PythonFlow(this.files, domain);
    const isDone = flow.run(path, handler, this.isLate);
    domain.finish();
    const unresolved = [...domain.reasons, ...this.unread.map((each) => `${each} could not be read`)];
    if (!isDone) unresolved.push('its code moves too many values to follow all of them');
    const answer = { operations: operationUses(domain.uses), unresolved: unresolved.sort() };
    return { answer, names: flow.callableNames(path), files: flow.followed() };
  }

  private handlerFacts(name: string, { operations, unresolved }: OperationAnswer): HandlerFacts {
    return [
      name,
      operations.map((use) => this.operations.indexOf(use)),
      unresolved.map((reason) => this.reasons.indexOf(reason)),
    ];
  }

  add(path: string): void {
    if (this.inner.has(path) && !LIKELY.test(path)) return;
    const whole = this.follow(path, null);
    if (!whole) return;
    for (const file of whole.files) if (file !== path) this.inner.add(file);
    const isEmpty = whole.answer.operations.length + whole.answer.unresolved.length === 0;
    const handlers = (isEmpty ? [] : whole.names).flatMap((name) => {
      const found = this.follow(path, name);
      return found ? [this.handlerFacts(name, found.answer)] : [];
    });
    this.entries.push({ path, all: this.handlerFacts('*', whole.answer), handlers });
  }

  facts(): Omit<OperationFacts, 'isSilent' | 'ownScripts'> {
    const started = new Set(this.entries.map(({ path }) => path));
    return {
      operations: this.operations.values,
      reasons: this.reasons.values,
      entries: this.entries,
      inner: [...this.inner].filter((path) => !started.has(path)).sort(),
    };
  }
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

async function readScripts({ tree, isLate }: ArtifactInput, paths: readonly string[]): Promise<ReadScripts> {
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  for await (const { path, bytes } of tree.readMany(paths)) {
    if (bytes) texts.set(path, scriptText(bytes));
    else problems.push(unreadProblem(path));
  }
  const isSilent = problems.length === 0 && ![...texts.values()].some((text) => WORDS.test(text));
  const scripts = new Map<string, PythonScript>();
  for (const [path, text] of isSilent ? [] : texts) {
    const script = await parsePython(text, isLate);
    if (typeof script !== 'string') scripts.set(path, script);
    if (typeof script === 'string' || script.hasErrors) problems.push(unreadProblem(path));
  }
  return { scripts, problems, isSilent };
}

/** The AWS operations that each handler of an artifact's Python can perform; null without code in Python. */
export async function pythonOperations(input: ArtifactInput): Promise<{
  readonly facts: OperationFacts | null;
  readonly problems: readonly Problem[];
  readonly isCut: boolean;
}> {
  const python = new PythonTree(input);
  if (python.isEmpty) return { facts: null, problems: [], isCut: false };
  const own = python.own
    .filter((path) => path.endsWith('.py'))
    .sort((a, b) => Number(LIKELY.test(b)) - Number(LIKELY.test(a)));
  const { scripts, problems, isSilent } = await readScripts(input, own);
  const files = { scripts, modules: python.modules, roots: python.roots };
  const found = new PythonOperations(
    files,
    problems.map(({ path }) => path),
    input.isLate,
  );
  for (const path of scripts.keys()) found.add(path);
  const isQuiet = isSilent && own.length === python.own.length && !python.callsAws(input.inventory.packages);
  const facts = { ...found.facts(), isSilent: isQuiet, ownScripts: own.length };
  return { facts, problems, isCut: found.isCut };
}
