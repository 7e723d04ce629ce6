import type { CallName } from './call-name.js';

/** A call whose argument must not hold what an attacker chooses. */
export interface FlowSink {
  readonly call: readonly CallName[];
  /** Index of the argument, from 0; `any`: each of them; `object`: what the method is called on (Python). */
  readonly argument: number | 'any' | 'object';
  /** Names of the argument where code gives it by name (Python). */
  readonly names?: readonly string[] | undefined;
  /** Properties of the argument, one of which must not hold it; absent: the argument itself. `*`: any property. */
  readonly fields?: readonly string[] | undefined;
  /** False: an argument that is data as a whole does not count, only data in `fields`. */
  readonly whole?: boolean | undefined;
  /** Whether an element or a property of the argument counts, too: `['-c', text]`. */
  readonly deep?: boolean | undefined;
  /** Only if an argument is an object that sets this option: `shell`. */
  readonly option?: string | undefined;
  /** Only if no argument is an object that sets this option. */
  readonly without?: string | undefined;
  /** Only if the code of the call has this text. */
  readonly where?: string | undefined;
  /** Only if the file of the call has none of these texts: an option of an object that is made elsewhere in it. */
  readonly unless?: readonly string[] | undefined;
  /** Only if the file of the call has one of these texts. */
  readonly with?: readonly string[] | undefined;
  /** Only of releases of the package below this major version, where it is known. */
  readonly below?: number | undefined;
  /** Only if the call's pattern, its first argument or its object, takes exponential time. */
  readonly slow?: boolean | undefined;
  /** Only data of this kind: `claims` of a token, data that a module has `kept` between calls, the line of a `header`, a `text` that is no bytes, or a part of a text with ends of lines (`line`). */
  readonly of?: 'claims' | 'kept' | 'header' | 'text' | 'line' | undefined;
  /** Only if the first argument is a text that fits: a shell. */
  readonly first?: readonly string[] | undefined;
}

/** A part of what a handler returns that must not hold what an attacker chooses. */
export interface FlowReturn {
  /** Properties inside each other: `headers.Location`. */
  readonly fields: readonly string[];
  /** Only data that a list of the module keeps between calls. */
  readonly of?: 'kept' | undefined;
  /** Only if a header of that answer says this type: `text/html`. */
  readonly type?: string | undefined;
}
