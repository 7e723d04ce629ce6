import type { CallName } from './call-name.js';

/** Functions that clean data as an option says, which another call of the file sets. */
export interface ConditionalClean {
  readonly call: readonly CallName[];
  /** Texts of which the file has one if the option is set. */
  readonly with: readonly string[];
  /** A text that the file lacks if the object with the option comes from elsewhere: the option then counts as set. */
  readonly maker: string;
}
