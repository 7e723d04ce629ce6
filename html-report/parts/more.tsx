import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMedia } from '../media.js';
import { number } from '../report/amounts.js';

/** Drawn at once; each press adds as many. */
const STEP = 100;
/** On paper, where nothing can be pressed. */
const PRINTED = 200;

interface MoreProps {
  readonly count: number;
  /** `12 more changes` */
  readonly label: string;
  /** Draws the first of them. */
  readonly draw: (count: number) => VNode;
}

/** Rows that are hidden at first. They are drawn when a reader opens or prints them: there may be thousands. */
export function More({ count, label, draw }: MoreProps): VNode {
  const [requested, setRequested] = useState(0);
  const isPrinted = useMedia('print');
  const drawn = Math.min(count, isPrinted ? Math.max(requested, PRINTED) : requested);
  const rest = count - drawn;
  const onToggle = (event: Event): void => {
    if ((event.currentTarget as HTMLDetailsElement).open && requested === 0) setRequested(STEP);
  };
  return (
    <details class="more" onToggle={onToggle}>
      <summary>{label}</summary>
      {drawn > 0 && draw(drawn)}
      {drawn > 0 && rest > 0 && isPrinted && <p class="muted">{number(rest)} more are not printed.</p>}
      {drawn > 0 && rest > 0 && !isPrinted && (
        <button type="button" onClick={() => setRequested(requested + STEP)}>
          Show {number(Math.min(STEP, rest))} more
        </button>
      )}
    </details>
  );
}
