import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';

interface SectionProps {
  readonly title: string;
  /** Beside the heading. */
  readonly note?: ComponentChildren;
  /** Id of the part, for links to it. */
  readonly anchor?: string;
  readonly children: ComponentChildren;
}

/** A part of a page that only some readers need: its heading unfolds it. */
export function FoldedSection({ title, note, children }: SectionProps): VNode {
  return (
    <details class="section folded">
      <summary>
        <h2>{title}</h2>
        {note !== undefined && <span class="muted">{note}</span>}
      </summary>
      <div class="folded-body">{children}</div>
    </details>
  );
}

/** A part of a page under its heading. */
export function Section({ title, note, anchor, children }: SectionProps): VNode {
  const id = useId();
  return (
    <section class="section" aria-labelledby={id} {...(anchor !== undefined && { id: anchor })}>
      <header>
        <h2 id={id}>{title}</h2>
        {note !== undefined && <span class="muted">{note}</span>}
      </header>
      {children}
    </section>
  );
}
