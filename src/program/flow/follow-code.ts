import type { AnyNode } from 'acorn';
import type { Flow, OpenCode } from './flow.js';
import { EXPRESSIONS } from './follow-expressions.js';
import { IMPORTS } from './follow-imports.js';
import { STATEMENTS } from './follow-statements.js';
import { visitParts, type Followers } from './visit-parts.js';

const FOLLOWERS: Followers = { ...EXPRESSIONS, ...STATEMENTS, ...IMPORTS };

/** Follows one expression or statement. */
export function followCode(flow: Flow, code: OpenCode): void {
  const follower = FOLLOWERS[code.node.type] as
    ((flow: Flow, node: AnyNode, code: OpenCode) => void) | undefined;
  if (follower) follower(flow, code.node, code);
  else visitParts(flow, code);
}
