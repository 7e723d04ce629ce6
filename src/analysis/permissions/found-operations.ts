import type { OperationAnswer } from '../../model/index.js';
import type { EntryFollower, EntryRun } from '../follow-entries.js';
import { Interned } from '../interned.js';
import type { EntryFacts, HandlerFacts, OperationFacts } from './permission-facts.js';

type OperationRun = EntryRun & { readonly answer: OperationAnswer };

/** Collects the operations of an artifact's entries: each operation and reason is kept once. */
export class FoundOperations<Run extends OperationRun> {
  private readonly operations = new Interned<OperationFacts['operations'][number]>();
  private readonly reasons = new Interned<string>();
  private readonly entries: EntryFacts[] = [];
  private readonly follower: EntryFollower<Run>;

  constructor(follower: EntryFollower<Run>) {
    this.follower = follower;
  }

  private handlerFacts(name: string, { answer }: OperationRun): HandlerFacts {
    return [
      name,
      answer.operations.map((use) => this.operations.indexOf(use)),
      answer.unresolved.map((reason) => this.reasons.indexOf(reason)),
    ];
  }

  async add(path: string): Promise<void> {
    const found = await this.follower.follow(path);
    if (!found) return;
    const handlers = found.handlers.map(([name, run]) => this.handlerFacts(name, run));
    this.entries.push({ path, all: this.handlerFacts('*', found.all), handlers });
  }

  facts(): Omit<OperationFacts, 'isSilent' | 'ownScripts'> {
    const started = new Set(this.entries.map(({ path }) => path));
    return {
      operations: this.operations.values,
      reasons: this.reasons.values,
      entries: this.entries,
      inner: [...this.follower.inner].filter((path) => !started.has(path)).sort(),
    };
  }
}
