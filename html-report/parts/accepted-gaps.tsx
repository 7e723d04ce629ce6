import type { VNode } from 'preact';
import { counted } from '../report/amounts.js';
import { Lines } from './facts.js';
import { Section } from './section.js';

/** What was not seen and is accepted by a rule: it is no reason to call an answer incomplete, and stays in sight. */
export function AcceptedGaps({ notes }: { readonly notes: readonly string[] }): VNode | null {
  if (notes.length === 0) return null;
  return (
    <Section title="Accepted gaps" note={counted(notes.length, 'gap')}>
      <Lines values={notes} limit={4} />
    </Section>
  );
}
