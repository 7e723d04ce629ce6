import type { Problem } from '../../model/index.js';
import { openTreeProgram, type TreeProgram } from '../../program/index.js';
import { scriptText } from '../../syntax/index.js';
import { limitOf } from '../../files/index.js';
import type { ArtifactAnswer, ArtifactInput } from '../analysis.js';
import { isLikelyHandler, likelyFirst } from '../likely-handlers.js';
import { ownScripts } from '../own-scripts.js';
import { Interned } from './interned.js';
import { operationsOfEntry, type EntryAnswer } from './operations-of-entry.js';
import { pythonOperations } from './python-operations.js';
import type { EntryFacts, HandlerFacts, OperationFacts, PermissionFacts } from './permission-facts.js';

/** Packages whose code is not followed: what their members do is known by name. */
const SDK =
  /^(?:@aws-sdk\/|@smithy\/|@aws-crypto\/|aws-sdk$|aws4(?:fetch)?$|aws-msk-iam-sasl-signer-js$|aws-xray-sdk)/;
/** Words without which code calls no AWS service. */
const WORDS =
  /aws-sdk|amazonaws|x-amz-|aws4|AWS4-HMAC|secretsmanager\/get|systemsmanager\/parameters|@middy\/|aws-lambda-powertools|Client",\s{0,4}"\w{1,80}Command"|@smithy\//i;
/** Whether a package's name is that of one of AWS's SDKs. */
export function isSdk(name: string): boolean {
  return SDK.test(name);
}

/** Follows the code of an artifact from each file that a function may start. */
class ArtifactOperations {
  private readonly operations = new Interned<PermissionFacts['operations'][number]>();
  private readonly reasons = new Interned<string>();
  private readonly entries: EntryFacts[] = [];
  private readonly inner = new Set<string>();
  private readonly files: TreeProgram;
  private readonly isLate: () => boolean;
  private runs = 0;
  isCut = false;

  constructor(files: TreeProgram, isLate: () => boolean) {
    this.files = files;
    this.isLate = isLate;
  }

  private handlerFacts(name: string, { answer }: EntryAnswer): HandlerFacts {
    return [
      name,
      answer.operations.map((use) => this.operations.indexOf(use)),
      answer.unresolved.map((reason) => this.reasons.indexOf(reason)),
    ];
  }

  private async follow(path: string, handler: string | null): Promise<EntryAnswer | null> {
    if (this.isLate() || this.runs >= limitOf('followed-handlers')) {
      this.isCut = true;
      return null;
    }
    this.runs += 1;
    const entry = { path, handler: handler === null ? null : [handler] };
    const answer = await operationsOfEntry(this.files, entry, this.isLate);
    if (answer.isLate) this.isCut = true;
    return answer;
  }

  /** The operations of each export, if the file has several and performs any. */
  private async handlersOf(path: string, whole: EntryAnswer): Promise<HandlerFacts[]> {
    const found: HandlerFacts[] = [];
    // One run gave up on this code: runs for its exports would give up, too.
    if (whole.isCut || whole.answer.operations.length === 0 || whole.exports.length < 2) return found;
    for (const name of whole.exports) {
      const answer = await this.follow(path, name);
      if (answer && !answer.isLate) found.push(this.handlerFacts(name, answer));
    }
    return found;
  }

  async add(path: string): Promise<void> {
    if (this.inner.has(path) && !isLikelyHandler(path)) return;
    const whole = await this.follow(path, null);
    if (!whole) return;
    for (const file of whole.files) if (file !== path) this.inner.add(file);
    const handlers = await this.handlersOf(path, whole);
    this.entries.push({ path, all: this.handlerFacts('*', whole), handlers });
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

/** Whether any code may call AWS. */
async function mayCall(
  { tree }: ArtifactInput,
  files: TreeProgram,
  own: readonly string[],
): Promise<boolean> {
  if (files.leading.size > 0) return true;
  for await (const { bytes } of tree.readMany(own)) if (bytes && WORDS.test(scriptText(bytes))) return true;
  return false;
}

function lateProblem(isCut: boolean): Problem[] {
  if (!isCut) return [];
  const message =
    'The time was over before all code was followed: it may call more AWS operations than those found.';
  return [{ code: 'timed-out', path: '', message, affectsCompleteness: true }];
}

/** The AWS operations that each handler of an artifact can perform. */
export async function artifactFacts(input: ArtifactInput): Promise<ArtifactAnswer<PermissionFacts>> {
  const { tree, program, isLate } = input;
  const files = await openTreeProgram(tree, { scripts: program.scripts, isWanted: isSdk });
  const own = likelyFirst(ownScripts(input));
  const found = new ArtifactOperations(files, isLate);
  const isSilent = !(await mayCall(input, files, own));
  if (!isSilent) for (const path of own) await found.add(path);
  const python = await pythonOperations(input);
  const facts = { ...found.facts(), isSilent, ownScripts: own.length, python: python.facts };
  return { facts, findings: [], problems: [...lateProblem(found.isCut || python.isCut), ...python.problems] };
}
