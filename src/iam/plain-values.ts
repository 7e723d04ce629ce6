import type { PlainNames } from '../model/index.js';
import { looksSecret } from './literal-names.js';

/** Names of resources have no other characters, and are no longer. */
const NAME = /^[\w./+=@#-]{1,512}$/;

/**
 * Plain values of the variables of a function, without those that look like secrets. Its field is private, so that the values are in no copy, no
 * JSON and no message of what holds it.
 */
export class PlainValues implements PlainNames {
  readonly #values: ReadonlyMap<string, string>;

  constructor(values: Iterable<readonly [variable: string, value: string]>) {
    this.#values = new Map(
      [...values].filter(([variable, value]) => NAME.test(value) && !looksSecret(variable, value)),
    );
  }

  nameFor(variable: string, fits: (text: string) => boolean): string | null {
    const value = this.#values.get(variable);
    return value !== undefined && fits(value) ? value : null;
  }
}
