import type { CodeFrame, CodePlace, FlowRule, Problem } from '../model/index.js';
import type { StoreName } from '../model/index.js';

/** A piece of code that data passes. */
export interface FlowStep extends CodePlace {
  /** The code, short. */
  readonly text: string;
  readonly frame?: CodeFrame | undefined;
}

/** Data from outside that reaches a call in which it does harm, or that puts it into a resource. */
export interface DataFlow {
  /** Id of the rule; null of data that goes into a resource. */
  readonly rule: string | null;
  /** From the handler to the call. */
  readonly steps: readonly FlowStep[];
  /** Types of triggers whose sender does not choose the data. */
  readonly notFrom: readonly string[];
  /** The resource of AWS that the data was taken out of; absent: it is of an event. */
  readonly from?: StoreName;
  /** The resource that it goes into. */
  readonly into?: StoreName;
  /** Of data that goes into a resource: rules by which it can do no harm any more. */
  readonly cleared?: readonly string[];
}

/** Data that enters at one file: its exports may be handlers. */
export interface FlowEntry {
  readonly path: string;
  /** Whether its name, or the name of an export, is a usual one of a handler. */
  readonly isLikely: boolean;
  /** Indexes in `flows`, of all exports together. */
  readonly all: readonly number[];
  /** Of each export, where they differ. */
  readonly handlers: readonly (readonly [name: string, flows: readonly number[]])[];
}

/** Where data from outside goes in an artifact's code of one language. */
export interface LanguageFlows {
  readonly flows: readonly DataFlow[];
  /** The rules that these break. */
  readonly rules: readonly Omit<FlowRule, 'sinks' | 'python'>[];
  readonly entries: readonly FlowEntry[];
  /** Files that other files load. They were not followed on their own. */
  readonly inner: readonly string[];
  /** Why there may be more flows; they count for functions that run this language. */
  readonly problems: readonly Problem[];
}

/** Where data from outside goes in an artifact, as plain data: it is stored with the artifact's result. Null: it has no code of the language. */
export interface DataFlowFacts {
  readonly javascript: LanguageFlows | null;
  readonly python: LanguageFlows | null;
}

/** Data from outside that was not followed to its end. */
export function notFollowed(code: Problem['code'], path: string, reason: string): Problem {
  const message = `Data from events was not followed to its end: ${reason}.`;
  return { code, path, message, affectsCompleteness: true };
}
