import type { FlowRules, Problem } from '../../model/index.js';
import type { PythonFiles } from '../../program/index.js';
import { parsePython, scriptText, type PythonScript } from '../../syntax/index.js';
import type { ArtifactInput } from '../analysis.js';
import { EntryFollower } from '../follow-entries.js';
import { isLikelyPython, namesHandler } from '../likely-handlers.js';
import { isInstalled } from '../own-scripts.js';
import { PythonTree } from '../python-tree.js';
import { canApply, pythonNames, wordsOf } from '../call-names.js';
import { notFollowed } from '../flow-facts.js';
import { FoundFlows, type EntryFlows, type FollowedCode } from '../found-flows.js';
import { pythonFlowsOfEntry } from './python-flows-of-entry.js';

interface ReadScripts {
  readonly scripts: ReadonlyMap<string, PythonScript>;
  readonly likely: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** Reads the function's own code; nothing of it if no rule can apply. */
async function readScripts(
  { tree }: ArtifactInput,
  paths: readonly string[],
  words: readonly string[],
): Promise<ReadScripts> {
  const texts = new Map<string, string>();
  const scripts = new Map<string, PythonScript>();
  const problems: Problem[] = [];
  for await (const { path, bytes } of tree.readMany(paths))
    if (bytes) texts.set(path, scriptText(bytes));
    else problems.push(notFollowed('malformed', path, 'it could not be read'));
  const mayHarm = [...texts.values()].some((text) => canApply(text, words));
  for (const [path, text] of mayHarm ? texts : []) {
    const script = await parsePython(text);
    if (typeof script !== 'string') scripts.set(path, script);
    if (typeof script === 'string' || script.hasErrors)
      problems.push(notFollowed('malformed', path, 'it is no Python that can be parsed, or is too large'));
  }
  const likely = new Set(
    [...texts].flatMap(([path, text]) => (isLikelyPython(path) || namesHandler(text) ? [path] : [])),
  );
  return { scripts, likely, problems };
}

/** Where data from outside goes in an artifact's Python; null without code of it. */
export async function pythonFlows(input: ArtifactInput, flows: FlowRules): Promise<FollowedCode | null> {
  const python = new PythonTree(input);
  if (python.isEmpty) return null;
  const own = python.own
    .filter((path) => path.endsWith('.py') && !isInstalled(path))
    .sort((a, b) => Number(isLikelyPython(b)) - Number(isLikelyPython(a)));
  const names = pythonNames(flows);
  const { scripts, likely, problems } = await readScripts(
    input,
    own,
    wordsOf(names.rules, flows.python.stores),
  );
  const files: PythonFiles = { scripts, modules: python.modules, roots: python.roots };
  const follower = new EntryFollower<EntryFlows>({
    follow: (path, handler) => pythonFlowsOfEntry(files, { path, handler }, names),
    hasMore: ({ exports }) => exports.length > 0,
    isLikely: (path) => likely.has(path),
  });
  const found = new FoundFlows(follower, isLikelyPython);
  for (const path of scripts.keys()) await found.add(path);
  const facts = found.facts(flows.rules);
  return { facts: { ...facts, problems: [...problems, ...facts.problems] }, cut: follower.cut };
}
