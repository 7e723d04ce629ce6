import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Pixels between the box of rows and the end of its page: border and padding. */
function belowOf(box: HTMLElement, page: HTMLElement): number {
  const { paddingBottom } = getComputedStyle(page);
  const list = box.parentElement;
  return (
    Number.parseFloat(paddingBottom) +
    (list ? list.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom : 0)
  );
}

/** The height of a list that fills its page: as many rows as there is room for, the last one whole. */
export function useWholeRows(box: RefObject<HTMLElement | null>, rowHeight: number, isPage: boolean): string {
  const [rows, setRows] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    const page = element?.closest<HTMLElement>('main');
    if (!element || !page || !isPage) return undefined;
    const measure = (): void => {
      const room =
        page.getBoundingClientRect().bottom - belowOf(element, page) - element.getBoundingClientRect().top;
      setRows(Math.max(3, Math.floor(room / rowHeight)));
    };
    measure();
    // The tools above it take another height when one of them opens or wraps.
    const observer = new ResizeObserver(measure);
    for (const part of [page, ...page.children]) if (!part.contains(element)) observer.observe(part);
    observer.observe(page);
    return () => observer.disconnect();
  }, [box, rowHeight, isPage]);
  return rows === 0 ? '' : `${rows * rowHeight}px`;
}
