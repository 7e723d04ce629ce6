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

/** All code of one kind, and the part of it that has to run again. */
interface Kind {
  readonly all: Work[];
  readonly waiting: Set<Work>;
}

/** Which code runs, and which of it has to run again because something that it read has changed. */
export class WorkList {
  private readonly modules: Kind = { all: [], waiting: new Set() };
  private readonly functions: Kind = { all: [], waiting: new Set() };
  private readonly budget: ValueBudget;

  constructor(budget: ValueBudget) {
    this.budget = budget;
  }

  /** @param code characters of it. */
  addModule(code: number, run: () => void): void {
    this.add(this.modules, code, run);
  }

  /** @param code characters of it. */
  addFunction(code: number, run: () => void): void {
    this.add(this.functions, code, run);
  }

  private add({ all, waiting }: Kind, code: number, run: () => void): void {
    const steps = 1 + Math.floor(code / CODE_OF_A_STEP);
    const work: Work = { run, steps, wake: () => void waiting.add(work) };
    all.push(work);
    waiting.add(work);
  }

  private runOne({ waiting }: Kind, work: Work): void {
    waiting.delete(work);
    this.budget.spend(work.steps);
    if (!this.budget.isSpent) readAs(work, work.run);
  }

  /** Runs waiting modules. A function whose module has not run yet would count as unknown code. */
  private settleModules(): void {
    for (const work of this.modules.waiting) this.runOne(this.modules, work);
  }

  /** Runs all code once, also what is added meanwhile, modules before functions. */
  runAll(): void {
    for (const work of this.modules.all) this.runOne(this.modules, work);
    for (const work of this.functions.all) {
      this.settleModules();
      this.runOne(this.functions, work);
    }
  }

  /** Runs code whose values have changed until none is left. */
  settle(): void {
    this.settleModules();
    for (const work of this.functions.waiting) {
      this.runOne(this.functions, work);
      this.settleModules();
    }
  }
}
