import { limitOf } from '../../files/index.js';
import { NO_FLOWS, type FlowRule, type Problem } from '../../model/index.js';
import { openTreeProgram } from '../../program/index.js';
import { scriptText } from '../../syntax/index.js';
import type { ArtifactAnswer, ArtifactInput } from '../analysis.js';
import { EntryFollower } from '../follow-entries.js';
import { Interned } from '../interned.js';
import { isHandlerName, isLikelyHandler, likelyFirst, namesHandler } from '../likely-handlers.js';
import { ownScripts } from '../own-scripts.js';
import { callNames, wordsOf } from './call-names.js';
import type { DataFlow, FlowEntry, DataFlowFacts } from './flow-facts.js';
import { flowsOfEntry, type EntryFlows } from './flows-of-entry.js';
import { notFollowed } from './not-followed.js';
import { PackageCode } from './package-code.js';
import type { FlowTables } from './flow-tables.js';

/** Collects the ways of data from an artifact's entries: each way is kept once. */
class FoundFlows {
  private readonly flows = new Interned<DataFlow>();
  private readonly entries: FlowEntry[] = [];
  private readonly problems = new Map<string, Problem>();
  private readonly follower: EntryFollower<EntryFlows>;

  constructor(follower: EntryFollower<EntryFlows>) {
    this.follower = follower;
  }

  private note(problem: Problem): void {
    this.problems.set(`${problem.path}\n${problem.message}`, problem);
  }

  private indexesOf({ flows }: EntryFlows): number[] {
    const indexes = flows.map((flow) => this.flows.indexOf(flow));
    const most = limitOf('data-flows');
    if (indexes.some((index) => index >= most))
      this.note(notFollowed('too-large', '', `more than ${String(most)} calls get data from events`));
    return indexes.filter((index) => index < most);
  }

  async add(path: string): Promise<void> {
    const found = await this.follower.follow(path);
    if (!found) return;
    const { all, handlers } = found;
    for (const run of [all, ...handlers.map(([, each]) => each)])
      for (const problem of run.problems) this.note(problem);
    this.entries.push({
      path,
      isLikely: isLikelyHandler(path) || all.exports.some(isHandlerName),
      all: this.indexesOf(all),
      handlers: handlers.map(([name, run]) => [name, this.indexesOf(run)] as const),
    });
  }

  answer(rules: readonly FlowRule[]): ArtifactAnswer<DataFlowFacts> {
    const { isCut, inner } = this.follower;
    if (isCut) this.note(notFollowed('timed-out', '', 'the time was over, or there are too many files'));
    const flows = this.flows.values.slice(0, limitOf('data-flows'));
    const used = new Set(flows.map(({ rule }) => rule));
    const followed = new Set(this.entries.map(({ path }) => path));
    return {
      facts: {
        flows,
        rules: rules.filter(({ id }) => used.has(id)).map(({ sinks: _sinks, ...rule }) => rule),
        entries: this.entries,
        inner: [...inner].filter((path) => !followed.has(path)).sort(),
      },
      findings: [],
      problems: [...this.problems.values()],
    };
  }
}

interface OwnCode {
  /** Whether it has a word without which no rule applies, or holds a package that rules name: minified code has no names of modules. */
  readonly mayHarm: boolean;
  /** Files that may hold handlers though other files load them. */
  readonly likely: ReadonlySet<string>;
}

async function lookAt(
  { tree, inventory }: ArtifactInput,
  own: readonly string[],
  { rules, names }: FlowTables,
): Promise<OwnCode> {
  const words = wordsOf(rules);
  const likely = new Set(own.filter(isLikelyHandler));
  let mayHarm = inventory.packages.some(
    ({ presence, name }) => presence === 'bundled' && names.modules.has(name),
  );
  for await (const { path, bytes } of tree.readMany(own)) {
    const text = bytes ? scriptText(bytes) : '';
    mayHarm ||= words.some((word) => text.includes(word));
    if (namesHandler(text)) likely.add(path);
  }
  return { mayHarm, likely };
}

/** Where data from outside goes in the code of an artifact. */
export async function artifactFacts(input: ArtifactInput): Promise<ArtifactAnswer<DataFlowFacts>> {
  const { tree, program, isLate, flows = NO_FLOWS } = input;
  const own = likelyFirst(ownScripts(input));
  const tables = {
    rules: flows.rules,
    names: callNames(flows),
    packages: new PackageCode(input.inventory),
  };
  const { mayHarm, likely } = await lookAt(input, own, tables);
  const files = await openTreeProgram(tree, { scripts: program.scripts, isWanted: () => false });
  const found = new FoundFlows(
    new EntryFollower<EntryFlows>({
      follow: (path, handler) =>
        flowsOfEntry(files, { path, handler: handler === null ? null : [handler] }, { tables, isLate }),
      hasMore: ({ flows: each, exports }) => each.length > 0 && exports.length > 1,
      isLikely: (path) => likely.has(path),
      isLate,
    }),
  );
  if (flows.rules.length > 0 && mayHarm) for (const path of own) await found.add(path);
  return found.answer(flows.rules);
}
