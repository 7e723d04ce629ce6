import { beyondLimit } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { openTreeProgram, type TreeProgram } from '../../program/index.js';
import { scriptText } from '../../syntax/index.js';
import type { ArtifactAnswer, ArtifactInput } from '../analysis.js';
import { EntryFollower, whyCut, type FollowLimit } from '../follow-entries.js';
import { isLikelyHandler, likelyFirst } from '../likely-handlers.js';
import { ownScripts } from '../own-scripts.js';
import { FoundOperations } from './found-operations.js';
import { operationsOfEntry, type EntryAnswer } from './operations-of-entry.js';
import { pythonOperations } from './python-operations.js';
import type { PermissionFacts } from './permission-facts.js';

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

function cutProblems(cut: FollowLimit): Problem[] {
  if (!cut) return [];
  const message = `Not all code was followed, because ${whyCut(cut)}: it may call more AWS operations than those found.`;
  return [beyondLimit(cut, '', message)];
}

/** The AWS operations that each handler of an artifact can perform. */
export async function artifactFacts(input: ArtifactInput): Promise<ArtifactAnswer<PermissionFacts>> {
  const { tree, program } = input;
  const files = await openTreeProgram(tree, { scripts: program.scripts, isWanted: isSdk });
  const own = likelyFirst(ownScripts(input));
  const entries = new EntryFollower<EntryAnswer>({
    follow: (path, handler) =>
      operationsOfEntry(files, { path, handler: handler === null ? null : [handler] }),
    // One run gave up on code that is cut: runs for its exports would give up, too.
    hasMore: ({ isCut, answer, exports }) => !isCut && answer.operations.length > 0 && exports.length > 1,
    isLikely: isLikelyHandler,
  });
  const found = new FoundOperations(entries);
  const isSilent = !(await mayCall(input, files, own));
  if (!isSilent) for (const path of own) await found.add(path);
  const python = await pythonOperations(input);
  const facts = { ...found.facts(), isSilent, ownScripts: own.length, python: python.facts };
  return {
    facts,
    findings: [],
    problems: [...cutProblems(entries.cut ?? python.cut), ...python.problems],
  };
}
