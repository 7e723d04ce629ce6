import type { VNode } from 'preact';
import type { Evidence } from '../report/model.js';

function labelOf(at: number, count: number): string {
  if (at === 0) return 'Data of the event';
  return at === count - 1 ? 'Does harm here' : 'Passes on';
}

/** The way of data through the code, from the event to the call in which it does harm: a frame of code for each step. */
export function Trace({ steps }: { readonly steps: readonly Evidence[] }): VNode {
  return (
    <ol class="trace" aria-label="The way of the data">
      {steps.map(({ path, line, detail }, at) => (
        <li key={at} class={at === steps.length - 1 ? 'sink' : ''}>
          <p>
            <b>{labelOf(at, steps.length)}</b>{' '}
            <span class="mono muted">{line === null ? path : `${path}:${line}`}</span>
          </p>
          {detail !== null && (
            <div class="frame">
              <span class="line-number" aria-hidden="true">
                {line ?? ''}
              </span>
              <code>{detail}</code>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
