import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { number } from '../report/amounts.js';
import type { Choice } from './pick-rows.js';

interface FilterMenuProps {
  readonly title: string;
  /** Asked for when the menu opens. */
  readonly choices: () => readonly Choice[];
  readonly labelOf: (value: string) => string;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (values: readonly string[]) => void;
}

/** More choices than this are for the search. */
const MAX_CHOICES = 60;

/** An open menu closes by Escape, and when something else is clicked or focused. */
function useClosing(menu: { readonly current: HTMLDetailsElement | null }): void {
  useEffect(() => {
    const leave = (event: Event): void => {
      const { current } = menu;
      if (current?.open && event.target instanceof Node && !current.contains(event.target))
        current.open = false;
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [menu]);
}

/** A button that opens a list of boxes to tick. */
export function FilterMenu({ title, choices, labelOf, chosen, onChoose }: FilterMenuProps): VNode {
  const menu = useRef<HTMLDetailsElement>(null);
  const [offered, setOffered] = useState<readonly Choice[]>([]);
  useClosing(menu);
  const closeByEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !menu.current?.open) return;
    event.stopPropagation();
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  };
  const toggle = (value: string): void =>
    onChoose(chosen.has(value) ? [...chosen].filter((known) => known !== value) : [...chosen, value]);
  const named = [...chosen].map(labelOf);
  return (
    <details
      class={`menu${chosen.size > 0 ? ' used' : ''}`}
      ref={menu}
      onKeyDown={closeByEscape}
      onToggle={() => setOffered(menu.current?.open ? choices() : [])}
    >
      <summary>
        {title}
        {chosen.size > 0 && <b>: {named.length <= 2 ? named.join(', ') : number(named.length)}</b>}
      </summary>
      <fieldset>
        <legend class="unseen">{title}</legend>
        {offered.slice(0, MAX_CHOICES).map(({ value, label, count }) => (
          <label key={value}>
            <input type="checkbox" checked={chosen.has(value)} onChange={() => toggle(value)} />
            <span class="choice">{label}</span>
            <span class="amount">{number(count)}</span>
          </label>
        ))}
        {offered.length > MAX_CHOICES && (
          <p class="muted">{number(offered.length - MAX_CHOICES)} more: search for them.</p>
        )}
      </fieldset>
    </details>
  );
}
