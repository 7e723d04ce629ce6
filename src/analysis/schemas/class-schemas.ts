import { FlowNode, type Flow, type ObjectToken, type Token } from '../../program/index.js';
import type { DecoratedFields } from './decorated-fields.js';
import { inTurn, type Passing, type Restriction } from './in-turn.js';
import { shapeOnce, type DataShape } from './data-shape.js';
import { isTaint, type Taints, type TaintToken } from './taint.js';

type Found = (token: Token) => void;

interface Steps {
  readonly fields: DecoratedFields;
  /** What a decorator lets through of data; null: the decorator is not known. */
  readonly pass: (passing: Passing, decorator: Token | null, found: Found) => void;
  /** Whether a decorator says that the object in the field is checked, too. */
  readonly isNested: (decorator: Token) => boolean;
  /** Whether it says of which class that object is. */
  readonly isType: (decorator: Token) => boolean;
}

/** What classes let through of data by the decorators of their fields. */
export class ClassSchemas {
  private readonly taints: Taints;
  private readonly steps: Steps;
  private readonly instances = new Map<ObjectToken, Map<TaintToken, DataShape>>();

  constructor(taints: Taints, steps: Steps) {
    this.taints = taints;
    this.steps = steps;
  }

  /** Data of which code has made an instance of a class without a check. */
  instance(flow: Flow, data: TaintToken, made: ObjectToken): TaintToken {
    const known = this.instances.get(made) ?? new Map<TaintToken, DataShape>();
    this.instances.set(made, known);
    const shape = known.get(data) ?? {
      ...shapeOnce(flow, this.shapeOf(data)),
      instanceOf: made,
    };
    known.set(data, shape);
    return this.taints.shaped(data, shape);
  }

  private shapeOf(data: TaintToken): DataShape {
    return {
      part: (name, found) => {
        this.taints.part(data, name, found);
      },
      whole: (found) => {
        this.taints.whole(data, found);
      },
    };
  }

  /** What a class lets through: of each field, what its decorators do. Fields that it does not have stay. */
  pass({ flow, data }: Passing, made: ObjectToken): TaintToken {
    const inner = this.shapeOf(data);
    const shape = shapeOnce(flow, {
      part: (name, found) => {
        inner.part(name, (each) => {
          if (!isTaint(each)) found(each);
          else
            this.steps.fields.of(flow, { made, name }, (decorators) => {
              this.passField({ flow, data: each }, decorators ?? [], found);
            });
        });
      },
      whole: (found) => {
        inner.whole(found);
      },
    });
    return this.taints.shaped(data, shape);
  }

  private passField(passing: Passing, decorators: readonly FlowNode[], found: Found): void {
    const { flow } = passing;
    const { isNested, isType, pass } = this.steps;
    const nested = new FlowNode();
    for (const decorator of decorators)
      flow.propagation.listen(decorator, (token) => {
        if (isNested(token)) flow.propagation.add(nested, token);
      });
    const restrictions = decorators.map((decorator): Restriction => (data, give) => {
      flow.decide(decorator, (token) => {
        if (!token || !isType(token)) pass({ flow, data }, token, give);
        else
          flow.decide(nested, (checked) => {
            if (checked) pass({ flow, data }, token, give);
            else give(data);
          });
      });
    });
    inTurn(passing, restrictions, found);
  }
}
