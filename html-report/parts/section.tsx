import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';

/** A part of a page under its heading. */
export function Section({
  title,
  note,
  children,
}: {
  readonly title: string;
  /** Beside the heading. */
  readonly note?: ComponentChildren;
  readonly children: ComponentChildren;
}): VNode {
  const id = useId();
  return (
    <section class="section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note !== undefined && <span class="muted">{note}</span>}
      </header>
      {children}
    </section>
  );
}
