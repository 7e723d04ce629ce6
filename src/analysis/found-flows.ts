import { limitOf } from '../files/index.js';
import type { FlowRule, Problem } from '../model/index.js';
import type { EntryFollower, EntryRun, FollowLimit } from './follow-entries.js';
import { Interned } from './interned.js';
import { isHandlerName } from './likely-handlers.js';
import { notFollowed, type DataFlow, type FlowEntry, type LanguageFlows } from './flow-facts.js';

/** What following data from one entry found. */
export interface EntryFlows extends EntryRun {
  readonly flows: readonly DataFlow[];
  /** Why there may be more; empty if these are all. */
  readonly problems: readonly Problem[];
}

/** Where data goes in an artifact's code of one language. */
export interface FollowedCode {
  readonly facts: LanguageFlows;
  readonly cut: FollowLimit;
}

/** Collects the ways of data from an artifact's entries: each way is kept once. */
export class FoundFlows {
  private readonly flows = new Interned<DataFlow>();
  private readonly entries: FlowEntry[] = [];
  private readonly problems = new Map<string, Problem>();
  private readonly follower: EntryFollower<EntryFlows>;
  private readonly isLikely: (path: string) => boolean;

  /** @param isLikely whether a path is a usual one of a handler's file */
  constructor(follower: EntryFollower<EntryFlows>, isLikely: (path: string) => boolean) {
    this.follower = follower;
    this.isLikely = isLikely;
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
      isLikely: this.isLikely(path) || all.exports.some(isHandlerName),
      all: this.indexesOf(all),
      handlers: handlers.map(([name, run]) => [name, this.indexesOf(run)] as const),
    });
  }

  facts(rules: readonly FlowRule[]): LanguageFlows {
    const { inner } = this.follower;
    const flows = this.flows.values.slice(0, limitOf('data-flows'));
    const used = new Set(flows.map(({ rule }) => rule));
    const followed = new Set(this.entries.map(({ path }) => path));
    return {
      flows,
      rules: rules
        .filter(({ id }) => used.has(id))
        .map(({ sinks: _sinks, python: _python, ...rule }) => rule),
      entries: this.entries,
      inner: [...inner].filter((path) => !followed.has(path)).sort(),
      problems: [...this.problems.values()],
    };
  }
}
