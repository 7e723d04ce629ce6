import type { AnyNode } from 'acorn';
import type { Scope } from '../scopes/scope.js';
import type { Value } from './value.js';

/** How a statement ends. */
export type Ending =
  | { readonly is: 'next' | 'break' | 'continue'; readonly label: string | null }
  | { readonly is: 'return'; readonly value: Value };

/** Computes values of a script's constants. Whatever it does is counted, and ends at a limit. */
export interface Machine {
  /** Throws once too much is done. @param count of simple steps that take as long. */
  step(count?: number): void;
  evaluate(node: AnyNode, scope: Scope): Value;
  /** The text of the script. */
  text(): string;
  run(node: AnyNode, scope: Scope): Ending;
  call(callee: Value, self: Value, args: readonly Value[]): Value;
  read(name: string, scope: Scope): Value;
  write(name: string, scope: Scope, value: Value): void;
  /** Notes that a text is decoded: made of numbers, bytes or codes. @param characters of it; one, if that is not known. */
  decode(characters?: number): void;
}
