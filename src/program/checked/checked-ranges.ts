import type { CallExpression } from 'acorn';
import { firstIndex } from '../../model/index.js';
import { Positions } from './positions.js';
import { isOpenCheck, type Check } from './check.js';
import { nameOf } from './names.js';

/** Checks that are looked at for one place, the innermost ones: data that passed another one is reported. */
const KEPT_CHECKS = 8;

/** Checked parts of a name that are looked at. */
const KEPT_PARTS = 32;

/** Where a name holds only what code allows; or, with null, where it is the name of another variable. */
export interface NameRange {
  readonly start: number;
  readonly end: number;
  readonly check: Check | null;
}

/** The address that a name is made of, and where that name is meant. */
interface AddressOf extends Omit<NameRange, 'check'> {
  readonly name: string;
  /** The call of `relative` that made a path of it. */
  readonly made?: CallExpression;
}

/** Where a name holds a text that begins with a constant of the code, or with the value of a name. */
interface BegunText extends Omit<NameRange, 'check'> {
  readonly by: string | null;
}

function nameOfPrefix({ prefix }: Check): string | null {
  return prefix ? nameOf(prefix) : null;
}

/** Where code of a language has checked names. */
export class FoundRanges {
  /** By name, such as `id` or `event.id`. */
  readonly checked = new Map<string, NameRange[]>();
  /** By variable: where an inner variable has the name. */
  readonly hidden = new Map<string, NameRange[]>();
  /** By name: after which positions it holds something else. Behind `event.*` are positions after which any part of it may. */
  readonly assigned = new Positions();
  /** By name: where it gets a value, be it a constant. */
  readonly given = new Positions();
  private readonly parsed = new Map<string, AddressOf[]>();
  private readonly begun = new Map<string, BegunText[]>();

  check(checks: readonly Check[], { start, end }: Omit<NameRange, 'check'>): void {
    for (const check of checks) push(this.checked, check.name, { start, end, check });
  }

  hide(names: readonly string[], { start, end }: Omit<NameRange, 'check'>): void {
    for (const name of names) push(this.hidden, name, { start, end, check: null });
  }

  assign(name: string, position: number): void {
    this.assigned.add(name, position);
  }

  /** Names that hold parts of an address. */
  stand(names: readonly string[], address: AddressOf): void {
    for (const name of names) push(this.parsed, name, address);
  }

  /** A name holds a text whose beginning is the code's own. */
  begin(name: string, text: BegunText): void {
    push(this.begun, name, text);
  }

  /** That a text begins as the code itself begins it says nothing. */
  dropOwn(): void {
    for (const [name, texts] of this.begun) {
      const isOwn = ({ start, end, check }: NameRange): boolean =>
        check?.kind === 'prefix' &&
        texts.some(
          (text) =>
            text.start <= start && end <= text.end && (text.by === null || text.by === nameOfPrefix(check)),
        );
      const kept = this.checked.get(name)?.filter((range) => !isOwn(range));
      if (kept) this.checked.set(name, kept);
    }
  }

  /** Checks of what an address is made into are checks of the address. */
  passOn(): void {
    const found = [...this.parsed].flatMap(([made, addresses]) =>
      (this.checked.get(made) ?? []).flatMap((range) => fromMade(range, addresses)),
    );
    for (const { check, ...range } of found) if (check) this.check([check], range);
  }
}

function isOfServer(check: Check): boolean {
  return (
    (check.kind === 'host' || check.kind === 'value') && (check.ends !== undefined || !isOpenCheck(check))
  );
}

/** What a check of what is made of an address, or of a path, says of that. */
function checkOfSource(check: Check, { name, made }: AddressOf): Check | null {
  if (made) return check.kind === 'relative' ? { name, kind: 'folder', made } : null;
  return isOfServer(check) ? { ...check, name, kind: 'host' } : null;
}

/** A check of what is made of addresses, as one of these. */
function fromMade({ start, end, check }: NameRange, addresses: readonly AddressOf[]): readonly NameRange[] {
  if (!check) return [];
  return addresses
    .slice(0, KEPT_CHECKS)
    .filter((address) => address.start <= start && end <= address.end && address.name !== check.name)
    .flatMap((address) => checkOfSource(check, address) ?? [])
    .map((passed) => ({ start, end, check: passed }));
}

function push<Value>(lists: Map<string, Value[]>, name: string, value: Value): void {
  const known = lists.get(name);
  if (known) known.push(value);
  else lists.set(name, [value]);
}

/** A range that a place lies in, and the next one around it. */
interface Open extends NameRange {
  readonly around: Open | null;
}

/** From this position to that of the next stretch, code stands in the same ranges. */
interface Stretch {
  readonly from: number;
  readonly innermost: Open | null;
}

function byStart(a: NameRange, b: NameRange): number {
  return a.start - b.start || b.end - a.end;
}

/** Ranges as stretches in the order of the code. Two ranges lie inside each other, or apart. */
function stretchesOf(ranges: readonly NameRange[]): Stretch[] {
  const stretches: Stretch[] = [];
  let innermost: Open | null = null;
  const close = (position: number): void => {
    while (innermost && innermost.end <= position) {
      const from: number = innermost.end;
      innermost = innermost.around;
      stretches.push({ from, innermost });
    }
  };
  for (const range of [...ranges].sort(byStart)) {
    close(range.start);
    innermost = { ...range, around: innermost };
    stretches.push({ from: range.start, innermost });
  }
  close(Infinity);
  return stretches;
}

/** Names of what a name is a part of: `a` and `a.b` of `a.b.c`. */
function beginningsOf(name: string): readonly string[] {
  return Array.from(name.matchAll(/(?<=.)[.[]/g), ({ index }) => name.slice(0, index));
}

/** Names of which an assignment gives a name another value: of `a.b`, `a`, any part of `a`, and `a.b`. */
function givingNames(read: string): readonly string[] {
  return [...beginningsOf(read).flatMap((each) => [each, `${each}.*`]), read];
}

/** Where the names of a program hold only what code allows. */
export class CheckedRanges {
  private readonly stretches = new Map<string, readonly Stretch[]>();
  private readonly found: FoundRanges;
  private parts: Map<string, string[]> | null = null;
  private changed: Map<string, string[]> | null = null;

  constructor(found: FoundRanges) {
    this.found = found;
  }

  private stretchesOf(name: string): readonly Stretch[] {
    const known = this.stretches.get(name);
    if (known) return known;
    const ranges = this.found.checked.get(name) ?? [];
    const [variable = ''] = name.split(/[.[]/, 1);
    const hidden = ranges.length > 0 ? (this.found.hidden.get(variable) ?? []) : [];
    const made = stretchesOf([...ranges, ...hidden]);
    this.stretches.set(name, made);
    return made;
  }

  /** All names that code checks anywhere. */
  get names(): readonly string[] {
    return [...this.found.checked.keys()];
  }

  /** Parts of a name that code gives another value between two positions: `['id']` of `event` by `event['id'] = …`, `.*` for any. */
  changedBelow(name: string, [from, to]: readonly [from: number, to: number]): readonly string[] {
    if (!this.changed) {
      this.changed = new Map();
      for (const each of this.found.assigned.names())
        for (const around of beginningsOf(each)) push(this.changed, around, each);
    }
    return (this.changed.get(name) ?? [])
      .filter((each) => this.found.assigned.last(each, to) > from)
      .map((each) => each.slice(name.length));
  }

  /** Names of parts of a name that code checks anywhere: `event.id` of `event`. */
  below(name: string): readonly string[] {
    if (!this.parts) {
      this.parts = new Map();
      for (const each of this.found.checked.keys())
        for (const around of beginningsOf(each)) push(this.parts, around, each);
    }
    return this.parts.get(name)?.slice(0, KEPT_PARTS) ?? [];
  }

  /** The ranges that a place lies in, from the innermost one on, as long as the name means what was checked. */
  private *around(name: string, position: number, read: string): Generator<Check> {
    const stretches = this.stretchesOf(name);
    const after = firstIndex(0, stretches.length, (at) => (stretches[at]?.from ?? 0) > position);
    const innermost = stretches[after - 1]?.innermost ?? null;
    if (!innermost) return;
    const { assigned } = this.found;
    let since = -Infinity;
    for (const each of givingNames(read)) since = Math.max(since, assigned.last(each, position));
    for (let open: Open | null = innermost; open?.check && open.start >= since; open = open.around)
      if (this.isHeld(open.check, { since, position: open.start })) yield open.check;
  }

  /** Whether the variables still hold what was tested, and the name still has the value that it had then. */
  private isHeld(
    { held = [] }: Check,
    { since, position }: { readonly since: number; readonly position: number },
  ): boolean {
    return held.every(({ name, from }) => from >= since && this.found.given.last(name, position) <= from);
  }

  /** The checks that a name has passed where code stands. @param read the name that code reads there: this one, or a part of it */
  at(name: string, position: number, read = name): readonly Check[] {
    const [checks, returned]: [Check[], Check[]] = [[], []];
    for (const check of this.around(name, position, read)) {
      // Most calls that code makes with a value check nothing.
      const kept = (check.by ?? check.called)?.shows === 'returned' ? returned : checks;
      if (kept.length < KEPT_CHECKS) kept.push(check);
      else if (kept === checks) break;
    }
    return [...checks, ...returned];
  }
}
