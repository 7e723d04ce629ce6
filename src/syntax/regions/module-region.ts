import type { AnyNode } from 'acorn';

/** A module that a bundler kept apart: [start, end) in UTF-16 code units of the text. */
export interface ModuleRegion {
  readonly start: number;
  readonly end: number;
  /** The function or expression that is the module's top level. */
  readonly scope: AnyNode;
  /** What it is asked for by, where it is kept under a key. */
  readonly key?: string;
  /** By a variable that says whether it ran, as Rollup does it; else by a function around it. */
  readonly isGuarded: boolean;
}

export type FunctionNode = Extract<AnyNode, { type: 'FunctionExpression' | 'ArrowFunctionExpression' }>;

/** Bundlers hand a module at most three things: `module`, `exports`, `require`. */
const MAX_PARAMETERS = 3;

/** Whether a node is a function as bundlers write around a module. */
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
