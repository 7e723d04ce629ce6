import type { VNode } from 'preact';
import { changeWords } from '../../src/reporters/change-words.js';
import type { Step } from '../report/steps.js';
import { counted } from '../report/amounts.js';
import { Command } from './copy-button.js';
import { More } from './more.js';
import { Section } from './section.js';
import { CountPills } from './severity.js';

interface StepsProps {
  /** What clears most first. */
  readonly steps: readonly Step[];
  /** So many are shown at once. */
  readonly limit: number;
}

function StepList({ steps, start }: { readonly steps: readonly Step[]; readonly start: number }): VNode {
  return (
    <ol class="changes" start={start}>
      {steps.map((step, at) => (
        <li key={start + at}>
          <span class="change">{changeWords(step)}</span>
          <span class="clears">
            clears <CountPills counts={step.counts} />
          </span>
          {step.command !== null && <Command text={step.command} />}
        </li>
      ))}
    </ol>
  );
}

/** What to change. */
export function Changes({ steps, limit }: StepsProps): VNode {
  const rest = steps.slice(limit);
  return (
    <>
      <StepList steps={steps.slice(0, limit)} start={1} />
      {rest.length > 0 && (
        <More
          count={rest.length}
          label={counted(rest.length, 'more change')}
          draw={(count) => <StepList steps={rest.slice(0, count)} start={limit + 1} />}
        />
      )}
    </>
  );
}

const MAX_CHANGES = 4;

/** The part of a page that says what to change; nothing where no change is known to clear anything. */
export function WhatToDo({
  steps,
  note,
}: {
  readonly steps: readonly Step[];
  readonly note: string;
}): VNode | null {
  if (steps.length === 0) return null;
  return (
    <Section title="What to do" note={note}>
      <Changes steps={steps} limit={MAX_CHANGES} />
    </Section>
  );
}
