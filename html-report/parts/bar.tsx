import type { VNode } from 'preact';

export interface BarPart {
  readonly id: string;
  readonly label: string;
  readonly size: number;
  /** The size in words. */
  readonly words: string;
}

/** A whole as a bar of its parts, with a legend that says the same in words. */
export function Bar({ parts, label }: { readonly parts: readonly BarPart[]; readonly label: string }): VNode {
  const shown = parts.filter(({ size }) => size > 0);
  const total = shown.reduce((sum, { size }) => sum + size, 0);
  const words = shown.map((part) => `${part.label} ${part.words}`).join(', ');
  return (
    <figure class="bar-figure">
      <div class="bar" role="img" aria-label={`${label}: ${words || 'nothing'}`}>
        {shown.map(({ id, size }) => (
          <span key={id} class={`part ${id}`} style={{ flexGrow: String(size / total) }} />
        ))}
      </div>
      <figcaption>
        <ul class="legend">
          {shown.map((part) => (
            <li key={part.id}>
              <span class={`swatch ${part.id}`} aria-hidden="true" />
              {part.label} <b>{part.words}</b>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
