import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ListMemory } from './list-memory.js';

/** The row that a key leads to from the one that has the focus; null when the key leads nowhere. */
function movedBy(
  key: string,
  active: number,
  sizes: { readonly count: number; readonly page: number },
): number | null {
  const moves = new Map([
    ['ArrowDown', active + 1],
    ['ArrowUp', active - 1],
    ['PageDown', active + sizes.page],
    ['PageUp', active - sizes.page],
    ['Home', 0],
    ['End', sizes.count - 1],
  ]);
  const moved = moves.get(key);
  return moved === undefined ? null : Math.max(0, Math.min(sizes.count - 1, moved));
}

/** Scrolls no further than it takes to see a row. */
export function reveal(box: HTMLElement, top: number, height: number): void {
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
}

/** Scrolls a list to where it was left, and remembers where it is scrolled to. */
function useScrollMemory(box: RefObject<HTMLElement | null>, memory: ListMemory): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    element.scrollTop = memory.scrollTop;
    memory.wasFollowed = false;
    const remember = (): void => {
      memory.scrollTop = element.scrollTop;
    };
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [box, memory]);
}

interface ActiveRow {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly active: number;
  readonly activate: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Arrow keys in a list of which only a part is drawn: one row can be reached by Tab, the keys move from there. */
export function useActiveRow(
  memory: ListMemory,
  { count, rowHeight }: { readonly count: number; readonly rowHeight: number },
): ActiveRow {
  const box = useRef<HTMLDivElement | null>(null);
  const [active, setActive] = useState(memory.active);
  const wantsFocus = useRef(memory.wasFollowed);
  useScrollMemory(box, memory);
  useLayoutEffect(() => {
    const link = wantsFocus.current && box.current?.querySelector<HTMLElement>(`[data-row="${active}"]`);
    // It is drawn after the box was scrolled to it.
    if (!link) return;
    wantsFocus.current = false;
    link.focus({ preventScroll: true });
  });
  const activate = (index: number): void => {
    memory.active = index;
    setActive(index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const element = box.current;
    if (!element || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(element.clientHeight / rowHeight) - 1);
    const moved = movedBy(event.key, active, { count, page });
    if (moved === null) return;
    event.preventDefault();
    wantsFocus.current = true;
    reveal(element, moved * rowHeight, rowHeight);
    activate(moved);
  };
  return { box, active, activate, onKeyDown };
}
