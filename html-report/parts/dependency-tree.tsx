import type { RefObject, VNode } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useMedia } from '../media.js';
import { reveal } from '../list/active-row.js';
import { useVirtualWindow } from '../list/virtual-window.js';
import { packageAddress, packageName } from '../kinds/package-kind.js';
import { openCounts, worstOf } from '../report/counts.js';
import type { Artifact } from '../report/model.js';
import { branchesOf, treeOf, type Branch } from '../report/tree.js';
import { SeverityBadge, severityWord } from './severity.js';
import { pressed, type TreeKeys } from './tree-keys.js';

/** Pixels. */
const ROW = 30;
const MAX_HEIGHT = 480;
/** Branches. */
const MAX_PRINTED = 500;

/** Places of a tree that are unfolded, and how to change that. */
function useOpenPlaces(): readonly [ReadonlySet<string>, (place: string, isOpen: boolean) => void] {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const fold = (place: string, isOpen: boolean): void => {
    const next = new Set(open);
    if (isOpen) next.add(place);
    else next.delete(place);
    setOpen(next);
  };
  return [open, fold];
}

interface TreeRowProps {
  readonly artifact: Artifact;
  readonly branch: Branch;
  readonly index: number;
  /** By Tab. */
  readonly isReachable: boolean;
  readonly isActive: boolean;
  readonly fold: TreeKeys['fold'];
  readonly onFocus: (index: number) => void;
}

function TreeRow({ artifact, branch, index, isReachable, isActive, fold, onFocus }: TreeRowProps): VNode {
  const { found, place, depth, children, isOpen, isRepeated } = branch;
  const own = worstOf(openCounts(artifact.findingsOf(found.index)));
  const below = worstOf(treeOf(artifact).belowOf(found));
  return (
    <div
      class="branch"
      role="treeitem"
      aria-level={depth + 1}
      {...(children.length > 0 ? { 'aria-expanded': isOpen } : {})}
      aria-selected={isActive}
      tabIndex={isReachable ? 0 : -1}
      data-branch={index}
      style={{ transform: `translateY(${index * ROW}px)` }}
      onFocus={() => onFocus(index)}
    >
      <span class="indent" style={{ width: `${depth * 1.25}rem` }} />
      <span
        class={`twisty${children.length === 0 ? ' leaf' : ''}${isOpen ? ' open' : ''}`}
        aria-hidden="true"
        onClick={() => fold(place, !isOpen)}
      />
      <a class="cut" tabIndex={-1} href={packageAddress(found)}>
        {packageName(found)}
      </a>
      <span class="mono muted cut">{found.version}</span>
      {own && <SeverityBadge severity={own} />}
      {!own && below && <span class={`below ${below}`}>brings in {severityWord(below).toLowerCase()}</span>}
      {isRepeated && <span class="muted">expanded above</span>}
    </div>
  );
}

/** The row that has the focus gets it in the page, too, once it is drawn. */
function useFocus(box: RefObject<HTMLElement | null>, active: number): (index: number) => void {
  const wanted = useRef(-1);
  useLayoutEffect(() => {
    if (wanted.current !== active) return;
    const row = box.current?.querySelector<HTMLElement>(`[data-branch="${active}"]`);
    if (!row) return;
    wanted.current = -1;
    row.focus({ preventScroll: true });
  });
  return (index) => {
    wanted.current = index;
  };
}

/** Who brings in whom; unfolded place by place, drawn as far as it is seen. */
export function DependencyTree({ artifact }: { readonly artifact: Artifact }): VNode {
  const box = useRef<HTMLDivElement | null>(null);
  const [open, fold] = useOpenPlaces();
  const [active, setActive] = useState(0);
  const branches = useMemo(() => branchesOf(artifact, open), [artifact, open]);
  const want = useFocus(box, active);
  const isPrinted = useMedia('print');
  const drawn = useVirtualWindow(box, { count: branches.length, rowHeight: ROW });
  const seen = isPrinted ? { ...drawn, start: 0, end: Math.min(branches.length, MAX_PRINTED) } : drawn;
  const move = (to: number): void => {
    const index = Math.max(0, Math.min(branches.length - 1, to));
    if (box.current) reveal(box.current, index * ROW, ROW);
    want(index);
    setActive(index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (pressed(event.key, { branches, active, move, fold })) event.preventDefault();
  };
  const reachable = active >= seen.start && active < seen.end ? active : seen.start;
  const branchAt = (branch: Branch, index: number): VNode => (
    <TreeRow
      key={branch.place}
      artifact={artifact}
      branch={branch}
      index={index}
      isReachable={index === reachable}
      isActive={index === active}
      fold={fold}
      onFocus={setActive}
    />
  );
  return (
    <div
      class="tree"
      role="tree"
      aria-label={`Dependencies of ${artifact.path}`}
      ref={box}
      onKeyDown={onKeyDown}
      style={{ height: `${Math.min(branches.length * ROW + 2, MAX_HEIGHT)}px` }}
    >
      <div class="all" role="presentation" style={isPrinted ? {} : { height: `${branches.length * ROW}px` }}>
        {branches.slice(seen.start, seen.end).map((branch, at) => branchAt(branch, seen.start + at))}
      </div>
    </div>
  );
}
