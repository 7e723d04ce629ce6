import { NO_FLOWS, type FlowRules } from '../../model/index.js';
import { openTreeProgram, PackageCode } from '../../program/index.js';
import { scriptText } from '../../syntax/index.js';
import type { ArtifactAnswer, ArtifactInput } from '../analysis.js';
import { EntryFollower, whyCut } from '../follow-entries.js';
import { isLikelyHandler, likelyFirst, namesHandler } from '../likely-handlers.js';
import { ownScripts } from '../own-scripts.js';
import { callNames, canApply, wordsOf, type FlowTables } from '../call-names.js';
import { notFollowed, type DataFlowFacts } from '../flow-facts.js';
import { EventParts } from '../event-parts.js';
import { flowsOfEntry } from './flows-of-entry.js';
import { FoundFlows, type EntryFlows, type FollowedCode } from '../found-flows.js';
import { pythonFlows } from './python-facts.js';

interface OwnCode {
  /** Whether it has a word without which no rule applies, or holds a package that rules name: minified code has no names of modules. */
  readonly mayHarm: boolean;
  /** Files that may hold handlers though other files load them. */
  readonly likely: ReadonlySet<string>;
}

async function lookAt(
  { tree, inventory }: ArtifactInput,
  own: readonly string[],
  {
    names,
    ...flows
  }: Pick<FlowTables, 'names'> & { readonly rules: FlowRules['rules']; readonly facts: FlowRules['facts'] },
): Promise<OwnCode> {
  const words = wordsOf(flows.rules, flows.facts.stores);
  const likely = new Set(own.filter(isLikelyHandler));
  let mayHarm = inventory.packages.some(
    ({ presence, name }) => presence === 'bundled' && names.modules.has(name),
  );
  for await (const { path, bytes } of tree.readMany(own)) {
    const text = bytes ? scriptText(bytes) : '';
    // A file that cannot be read may hold any word.
    mayHarm ||= !bytes || canApply(text, words);
    if (namesHandler(text)) likely.add(path);
  }
  return { mayHarm, likely };
}

/** Where data from outside goes in an artifact's JavaScript. */
async function scriptFlows(input: ArtifactInput, flows: FlowRules): Promise<FollowedCode> {
  const { tree, program } = input;
  const own = likelyFirst(ownScripts(input));
  const tables = {
    rules: flows.rules,
    names: callNames(flows),
    packages: new PackageCode(input.inventory),
    events: new EventParts(flows.events, flows.facts.requestTexts),
  };
  const { mayHarm, likely } = await lookAt(input, own, { ...flows, names: tables.names });
  const files = await openTreeProgram(tree, {
    scripts: program.scripts,
    isWanted: () => false,
    readsSchemas: true,
  });
  const follower = new EntryFollower<EntryFlows>({
    follow: (path, handler) =>
      flowsOfEntry(files, { path, handler: handler === null ? null : [handler] }, tables),
    hasMore: ({ flows: each, exports }) => each.length > 0 && exports.length > 1,
    isLikely: (path) => likely.has(path),
  });
  const found = new FoundFlows(follower, isLikelyHandler);
  if (mayHarm) for (const path of own) await found.add(path);
  return { facts: found.facts(flows.rules), cut: follower.cut };
}

/** Where data from outside goes in the code of an artifact. */
export async function artifactFacts(input: ArtifactInput): Promise<ArtifactAnswer<DataFlowFacts>> {
  const { flows = NO_FLOWS } = input;
  if (flows.rules.length === 0)
    return { facts: { javascript: null, python: null }, findings: [], problems: [] };
  const javascript = await scriptFlows(input, flows);
  const python = await pythonFlows(input, flows);
  // A limit of the artifact is a problem of the artifact. The other problems are of functions that run the language.
  const cut = javascript.cut ?? python?.cut ?? null;
  return {
    facts: { javascript: javascript.facts, python: python && python.facts },
    findings: [],
    problems: cut ? [notFollowed('too-large', '', whyCut(cut))] : [],
    examined: python !== null || ownScripts(input).length > 0 ? ['injection'] : [],
  };
}
