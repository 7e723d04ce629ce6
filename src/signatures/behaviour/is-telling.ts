import type { Flow } from '../../program/index.js';
import type { FollowedCode } from './followed-code.js';
import type { BehaviourHit } from './watched-calls.js';
import type { WrappedMethods } from './wrapped-methods.js';

/**
 * Whether a bundled package that many know does what it is for: it sends what others give it, or sends what it reads where others tell it.
 * What such a package takes itself and sends to an address that it holds counts.
 */
function isPackagesOwn(flow: Flow, followed: FollowedCode, { code, mark, isFixed }: BehaviourHit): boolean {
  const sender = followed.popularAt(flow, code);
  if (sender === null) return false;
  return !isFixed || followed.popularAt(flow, mark.code) !== sender;
}

/** Whether a hit tells something about the code: not what code gives itself, nor what known packages are for. */
export function isTelling(
  flow: Flow,
  { followed, wrapped }: { readonly followed: FollowedCode; readonly wrapped: WrappedMethods },
): (hit: BehaviourHit) => boolean {
  return (hit) => !wrapped.isOwn(flow, hit.mark) && !isPackagesOwn(flow, followed, hit);
}
