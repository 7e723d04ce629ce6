import type { AnyNode } from 'acorn';

/** A module that a bundler kept separate: [start, end) in UTF-16 code units of the text. */
export interface ModuleRegion {
  readonly start: number;
  readonly end: number;
  /** The function or expression that is the module's top level. */
  readonly scope: AnyNode;
  /** Its key, if it is kept under one. */
  readonly key?: string;
  /** The variable or function by which others run it, if it has one. */
  readonly name?: string;
  /** How it runs once: by a variable, as in Rollup; else by a function around it. */
  readonly isGuarded: boolean;
}

export type FunctionNode = Extract<AnyNode, { type: 'FunctionExpression' | 'ArrowFunctionExpression' }>;

/** Bundlers hand a module at most three things: `module`, `exports`, `require`. */
const MAX_PARAMETERS = 3;

/** Whether a node is a function of the form that bundlers write around a module. */
export function isWrapper(node: AnyNode | null | undefined): node is FunctionNode {
  return (
    (node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression') &&
    node.params.length <= MAX_PARAMETERS &&
    !node.generator
  );
}

export function regionOf({ start, end }: AnyNode, scope: AnyNode, isGuarded = false): ModuleRegion {
  return { start, end, scope, isGuarded };
}
