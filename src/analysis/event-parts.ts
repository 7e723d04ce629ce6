import type { EventShape } from '../model/index.js';
import { alternatives } from '../program/index.js';

/** A part of an event, as far as the shapes of events tell parts apart. */
export interface EventPart {
  /** The same for parts that are treated alike. */
  readonly id: string;
  /** Types of triggers whose sender does not choose it. */
  readonly notFrom: readonly string[];
  /** Null if only the platform chooses it. */
  readonly part: (name: string) => EventPart | null;
}

interface Branch {
  readonly next: Map<string, Branch>;
  /** Types of triggers whose sender chooses it, or a part of it. */
  readonly chosenBy: Set<string>;
  readonly platformOf: Set<string>;
}

function newBranch(): Branch {
  return { next: new Map(), chosenBy: new Set(), platformOf: new Set() };
}

/** The branch of a path, and those on the way to it. */
function branchesTo(root: Branch, path: string): Branch[] {
  const branches = [root];
  for (const name of path.split('.')) {
    const around = branches.at(-1) ?? root;
    const known = around.next.get(name) ?? newBranch();
    around.next.set(name, known);
    branches.push(known);
  }
  return branches;
}

/** Stands for parts of any other name. */
const ANY_NAME = '*';

function growBranches(shapes: readonly EventShape[]): Branch {
  const root = newBranch();
  for (const { trigger, chosen, platform } of shapes) {
    for (const path of chosen.flatMap(alternatives))
      for (const branch of branchesTo(root, path)) branch.chosenBy.add(trigger);
    for (const path of platform.flatMap(alternatives)) branchesTo(root, path).at(-1)?.platformOf.add(trigger);
  }
  return root;
}

interface BranchPlace {
  readonly path: string;
  /** Triggers whose events may have any part here. */
  readonly others: ReadonlySet<string>;
}

/** An element of a list is no part of its own. */
const ELEMENT = /^(?:\d+|\*|\[\])$/;

/** The parts of the events of all triggers. */
export class EventParts {
  /** The event as a whole. */
  readonly event: EventPart;
  /** Data of which nothing is known but that somebody outside chooses it. */
  readonly other: EventPart;
  private readonly triggers: readonly string[];

  constructor(shapes: readonly EventShape[]) {
    const root = growBranches(shapes);
    this.triggers = [...new Set(shapes.map(({ trigger }) => trigger))].sort();
    const ofAnyName = root.next.get(ANY_NAME)?.chosenBy ?? new Set();
    root.next.delete(ANY_NAME);
    const silent = this.triggers.filter((trigger) => !root.chosenBy.has(trigger));
    this.other = this.whole(silent);
    this.event = {
      id: 'event',
      notFrom: silent,
      part: (name) => {
        const next = root.next.get(name);
        if (!next) return this.other;
        const others = new Set([...ofAnyName].filter((trigger) => !next.chosenBy.has(trigger)));
        return this.at(next, { path: name, others });
      },
    };
  }

  /** A part whose own parts are like it. */
  private whole(notFrom: readonly string[]): EventPart {
    const made: EventPart = { id: `not ${notFrom.join(' ')}`, notFrom, part: () => made };
    return made;
  }

  private at({ next, chosenBy, platformOf }: Branch, { path, others }: BranchPlace): EventPart | null {
    // At the top, events that no shape describes may have a part of this name.
    if (platformOf.size > 0 && chosenBy.size === 0 && path.includes('.')) return null;
    const notFrom = this.triggers.filter((trigger) => !chosenBy.has(trigger) && !others.has(trigger));
    if (next.size === 0) return this.whole(notFrom);
    const made: EventPart = {
      id: path,
      notFrom,
      part: (name) => {
        const inner = ELEMENT.test(name) ? undefined : next.get(name);
        return inner ? this.at(inner, { path: `${path}.${name}`, others }) : made;
      },
    };
    return made;
  }
}
