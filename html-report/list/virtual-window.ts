import { useLayoutEffect, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

export interface VirtualWindow {
  readonly start: number;
  readonly end: number;
  /** Not all rows have room. */
  readonly scrolls: boolean;
}

/** Rows drawn above and below what is seen, so that fast scrolling shows no holes. */
const OVERSCAN = 8;

/** Which rows of a scrolled box are to be drawn, followed. */
export function useVirtualWindow(
  box: RefObject<HTMLElement | null>,
  { count, rowHeight }: { readonly count: number; readonly rowHeight: number },
): VirtualWindow {
  const [seen, setSeen] = useState<VirtualWindow>({ start: 0, end: 40, scrolls: false });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const follow = (): void => {
      const first = Math.floor(element.scrollTop / rowHeight);
      const rows = Math.ceil(Math.min(element.clientHeight, innerHeight) / rowHeight);
      const [start, end] = [Math.max(0, first - OVERSCAN), first + rows + OVERSCAN];
      const scrolls = count * rowHeight > element.clientHeight + 1;
      setSeen((known) =>
        known.start === start && known.end === end && known.scrolls === scrolls
          ? known
          : { start, end, scrolls },
      );
    };
    follow();
    element.addEventListener('scroll', follow, { passive: true });
    const observer = new ResizeObserver(follow);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', follow);
      observer.disconnect();
    };
  }, [box, rowHeight, count]);
  return { ...seen, start: Math.min(seen.start, Math.max(0, count - 1)), end: Math.min(seen.end, count) };
}
