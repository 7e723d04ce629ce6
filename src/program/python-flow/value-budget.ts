import { beat, limitOf } from '../../files/index.js';
import type { PythonValue } from './python-value.js';

/** Steps that are one turn. */
const STEPS_OF_TURN = 10_000;

/** Bounds the values that move through a program. Without a bound, each statement of hostile code could double them. */
export class ValueBudget {
  private steps = limitOf('python-steps');
  /** Part of the steps that was last begun. */
  private chunk = Math.floor(this.steps / STEPS_OF_TURN);
  /** Whether values were left out. */
  isExceeded = false;
  /** Rounds over the code, and parts of the steps, that are left. */
  turns = Infinity;

  get isSpent(): boolean {
    return this.steps <= 0;
  }

  /** Number of steps so far. */
  get taken(): number {
    return limitOf('python-steps') - this.steps;
  }

  /** @returns false if no turn is left. */
  takeTurn(): boolean {
    beat();
    this.turns -= 1;
    return this.turns >= 0;
  }

  /** Counts values that move. */
  spend(count: number): void {
    this.steps -= count;
    const chunk = Math.floor(this.steps / STEPS_OF_TURN);
    if (chunk !== this.chunk && !this.takeTurn()) this.steps = 0;
    this.chunk = chunk;
    if (this.isSpent) this.isExceeded = true;
  }

  /** Counts the values of an expression. @returns as many of them as one place of a program may have. */
  take(values: readonly PythonValue[]): readonly PythonValue[] {
    this.spend(values.length);
    return values.length > limitOf('python-values') ? this.cut(values) : values;
  }

  private cut(values: readonly PythonValue[]): readonly PythonValue[] {
    this.isExceeded = true;
    return values.slice(0, limitOf('python-values'));
  }

  /** Whether a call may make another one, with this many around it. */
  allowsDepth(depth: number): boolean {
    if (depth < limitOf('python-calls')) return true;
    this.isExceeded = true;
    return false;
  }

  /** Whether a place with this many values may get another one. */
  allows(size: number): boolean {
    if (size < limitOf('python-values')) return true;
    this.isExceeded = true;
    return false;
  }
}
