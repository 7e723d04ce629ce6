import { FlowNode, type Flow, type ObjectToken, type Token } from '../../program/index.js';

export type Found = (token: Token) => void;

/** What a schema lets through of data, part by part. */
export interface DataShape {
  /** Whether it is a list: its methods are those of the list, and its other parts those of its elements. */
  readonly isList?: boolean;
  /** The class of which code made it an instance, without a check yet. */
  readonly instanceOf?: ObjectToken;
  part(name: string, found: Found): void;
  /** All that is in it. */
  whole(found: Found): void;
}

/** A shape whose parts are found once, however many places read them. */
export function shapeOnce(flow: Flow, steps: DataShape): DataShape {
  const known = new Map<string, FlowNode>();
  const once = (key: string, find: (found: Found) => void, found: Found): void => {
    const node = known.get(key) ?? new FlowNode();
    const isNew = !known.has(key);
    known.set(key, node);
    flow.propagation.listen(node, found);
    if (isNew)
      find((token) => {
        flow.propagation.add(node, token);
      });
  };
  return {
    isList: steps.isList ?? false,
    part(name, found) {
      once(
        `.${name}`,
        (give) => {
          steps.part(name, give);
        },
        found,
      );
    },
    whole(found) {
      once(
        '',
        (give) => {
          steps.whole(give);
        },
        found,
      );
    },
  };
}
