import { shapeOnce, type DataShape, type Found } from './data-shape.js';
import type { Passing } from './in-turn.js';
import { isTaint, type Taints, type TaintToken } from './taint.js';

/** Properties of data that code has checked at a place, or by a call. */
export interface PartChecks {
  /** What the checks are known by: the scope of a place, or a function that checks, and a key in it. */
  readonly at: object;
  readonly key: string;
  /** Names of the properties: `id`, `item.id`. */
  readonly names: readonly string[];
  /** Calls back with what is left of a property. */
  readonly pass: (name: string, data: TaintToken, found: Found) => void;
}

/** Shapes of checks inside each other: a loop may check the same data again and again. */
const DEEPEST = 3;

/** Data of which code has checked some properties: the others are as they were. */
export class CheckedParts {
  private readonly taints: Taints;
  private readonly depths = new WeakMap<DataShape, number>();
  private readonly known = new WeakMap<object, Map<string, TaintToken>>();
  private readonly numbers = new Map<TaintToken, number>();

  constructor(taints: Taints) {
    this.taints = taints;
  }

  of(passing: Passing, checks: PartChecks, inside = ''): TaintToken {
    const { data } = passing;
    const { shape } = data.mark;
    const depth = shape ? (this.depths.get(shape) ?? 0) : 0;
    if (depth >= DEEPEST) return data;
    const known = this.known.get(checks.at) ?? new Map<string, TaintToken>();
    this.known.set(checks.at, known);
    const key = `${checks.key} ${this.numberOf(data)} ${inside}`;
    const before = known.get(key);
    if (before) return before;
    const made = {
      ...shapeOnce(passing.flow, this.shapeOf(passing, checks, inside)),
      ...(shape?.instanceOf && { instanceOf: shape.instanceOf }),
    };
    this.depths.set(made, depth + 1);
    const token = this.taints.shaped(data, made);
    known.set(key, token);
    return token;
  }

  private numberOf(data: TaintToken): number {
    const number = this.numbers.get(data) ?? this.numbers.size;
    this.numbers.set(data, number);
    return number;
  }

  private shapeOf({ flow, data }: Passing, checks: PartChecks, inside: string): DataShape {
    const { taints } = this;
    return {
      isList: data.mark.shape?.isList ?? false,
      part: (name, found) => {
        const path = `${inside}${name}`;
        const isDeeper = checks.names.some((each) => each.startsWith(`${path}.`));
        const inner: Found = (left) => {
          found(isDeeper && isTaint(left) ? this.of({ flow, data: left }, checks, `${path}.`) : left);
        };
        taints.part(data, name, (each) => {
          if (isTaint(each) && checks.names.includes(path)) checks.pass(path, each, inner);
          else inner(each);
        });
      },
      whole: (found) => {
        taints.whole(data, found);
      },
    };
  }
}
