import type { VNode } from 'preact';
import type { CodeFrame } from '../../src/model/finding.js';
import { resourceWords } from '../../src/model/resource-words.js';
import type { Evidence } from '../report/evidence.js';

interface Place {
  readonly steps: readonly Evidence[];
  readonly at: number;
}

function labelOf({ steps, at }: Place): string {
  const count = steps.length;
  const isTaken = typeof steps[at - 1]?.into === 'string';
  if (at === 0) return 'Data of the event';
  if (steps[at]?.into) return 'Puts it into a resource';
  if (isTaken && at < count - 1) return 'Takes it from there';
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

/** The function whose code begins here, where the way leads through several. */
function FunctionName({ steps, at }: Place): VNode | null {
  const isLong = steps.some(({ into }) => into !== null);
  const name = steps[at]?.function ?? null;
  if (!isLong || (at > 0 && name === (steps[at - 1]?.function ?? null))) return null;
  return <p class="stage">{name === null ? 'In this function' : `In function ${name}`}</p>;
}

/** The way of data through the code, from the event to the call in which it does harm: a frame of code for each step. It may lead through resources of other functions. */
export function Trace({ steps }: { readonly steps: readonly Evidence[] }): VNode {
  return (
    <ol class="trace" aria-label="The way of the data">
      {steps.map(({ path, line, detail, frame, into }, at) => (
        <li key={at} class={at === steps.length - 1 ? 'sink' : ''}>
          <FunctionName steps={steps} at={at} />
          <p>
            <b>{labelOf({ steps, at })}</b>{' '}
            <span class="mono muted">{line === null ? path : `${path}:${line}`}</span>
          </p>
          {frame === null ? <Line number={line} text={detail} /> : <Frame frame={frame} line={line} />}
          {into !== null && <p class="resource">{resourceWords(into)}</p>}
        </li>
      ))}
    </ol>
  );
}
