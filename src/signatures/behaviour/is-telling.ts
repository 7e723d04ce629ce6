import { limitOf } from '../../files/index.js';
import type { Flow } from '../../program/index.js';
import { isCallersChoice } from './callers-choice.js';
import type { CodeSpan } from './marks.js';
import type { FollowedCode } from './followed-code.js';
import type { BehaviourHit } from './behaviour-hit.js';
import type { WatchedCalls } from './watched-calls.js';
import type { WrappedMethods } from './wrapped-methods.js';

/**
 * Whether a bundled package that many know does what it is for: it sends what others give it, sends what it reads where others tell it,
 * or gives others what it reads. What such a package takes itself and sends to an address that it holds counts.
 */
function isPackagesOwn(flow: Flow, followed: FollowedCode, { code, mark, isFixed }: BehaviourHit): boolean {
  const sender = followed.popularAt(flow, code);
  const taker = followed.popularAt(flow, mark.code);
  if (sender === null && taker === null) return false;
  const isInOne = sender === taker || areNear(code, mark.code);
  return !isInOne || (sender !== null && !isFixed);
}

/** Whether two places may be in one function. The borders of a package in a bundle are not exact. */
function areNear(a: CodeSpan, b: CodeSpan): boolean {
  return a.file === b.file && Math.abs(a.start - b.start) < limitOf('behaviour-beside');
}

interface Telling {
  readonly followed: FollowedCode;
  readonly wrapped: WrappedMethods;
  readonly watched: Pick<WatchedCalls, 'sites'>;
}

/** The hits that tell something about the code: not what code gives itself, nor what known packages are for. */
export function tellingHits(
  flow: Flow,
  { followed, wrapped, watched }: Telling,
  found: readonly BehaviourHit[],
): BehaviourHit[] {
  const telling = found.filter(
    (hit) => !wrapped.isOwn(flow, hit.mark) && !isPackagesOwn(flow, followed, hit),
  );
  return telling.map((hit) => {
    const { site } = hit.mark;
    const isChosen = site !== null && isCallersChoice(flow, site, watched.sites);
    const taker = followed.popularAt(flow, hit.mark.code);
    const of = taker === followed.popularAt(flow, hit.code) ? taker : null;
    return { ...hit, isChosen, of };
  });
}
