import { readAs, type Reader } from './cell.js';
import type { ValueBudget } from './value-budget.js';

/** Characters of code that cost as much as a value that moves. */
const CODE_OF_A_STEP = 100;

/** The code of a module or function. */
interface Work extends Reader {
  readonly run: () => void;
  /** Values that move while it runs, at least. */
  readonly steps: number;
}

/** Which code runs, and which of it has to run again because something that it read has changed. */
export class WorkList {
  private readonly all: Work[] = [];
  private readonly waiting = new Set<Work>();
  private readonly budget: ValueBudget;

  constructor(budget: ValueBudget) {
    this.budget = budget;
  }

  /** @param code characters of it. */
  add(code: number, run: () => void): void {
    const steps = 1 + Math.floor(code / CODE_OF_A_STEP);
    const work: Work = { run, steps, wake: () => void this.waiting.add(work) };
    this.all.push(work);
    this.waiting.add(work);
  }

  private runOne(work: Work): void {
    this.waiting.delete(work);
    this.budget.spend(work.steps);
    if (!this.budget.isSpent) readAs(work, work.run);
  }

  /** Runs all code once, also what is added meanwhile. */
  runAll(): void {
    for (const work of this.all) this.runOne(work);
  }

  /** Runs code whose values have changed until none is left. */
  settle(): void {
    for (const work of this.waiting) this.runOne(work);
  }
}
