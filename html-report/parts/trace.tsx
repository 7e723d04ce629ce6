import type { VNode } from 'preact';
import type { CodeFrame } from '../../src/model/finding.js';
import type { Evidence } from '../report/evidence.js';

function labelOf(at: number, count: number): string {
  if (at === 0) return 'Data of the event';
  return at === count - 1 ? 'Does harm here' : 'Passes on';
}

function Line({
  number,
  text,
}: {
  readonly number: number | null;
  readonly text: string | null;
}): VNode | null {
  if (text === null) return null;
  return (
    <div class="frame">
      <span class="line-number" aria-hidden="true">
        {number ?? ''}
      </span>
      <code>{text}</code>
    </div>
  );
}

/** The lines around a step; its own one stands out. */
function Frame({ frame, line }: { readonly frame: CodeFrame; readonly line: number | null }): VNode {
  return (
    <div class="frame lines">
      {frame.lines.map((text, at) => (
        <div key={at} class={frame.line + at === line ? 'own' : ''}>
          <span class="line-number" aria-hidden="true">
            {frame.line + at}
          </span>
          <code>{text}</code>
        </div>
      ))}
    </div>
  );
}

/** The way of data through the code, from the event to the call in which it does harm: a frame of code for each step. */
export function Trace({ steps }: { readonly steps: readonly Evidence[] }): VNode {
  return (
    <ol class="trace" aria-label="The way of the data">
      {steps.map(({ path, line, detail, frame }, at) => (
        <li key={at} class={at === steps.length - 1 ? 'sink' : ''}>
          <p>
            <b>{labelOf(at, steps.length)}</b>{' '}
            <span class="mono muted">{line === null ? path : `${path}:${line}`}</span>
          </p>
          {frame === null ? <Line number={line} text={detail} /> : <Frame frame={frame} line={line} />}
        </li>
      ))}
    </ol>
  );
}
