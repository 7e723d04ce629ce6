import type { ComponentChildren, VNode } from 'preact';
import { Lines } from './facts.js';

/** Said before anything else: what was not seen is not clean. */
export function Incomplete({
  title,
  reasons,
  children,
}: {
  readonly title: string;
  readonly reasons: readonly ComponentChildren[];
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class="banner warn" role="note">
      <p class="banner-title">
        <span class="sign" aria-hidden="true">
          !
        </span>
        {title}
      </p>
      <Lines values={reasons} limit={4} />
      {children}
    </div>
  );
}
