import type { StoreName } from '../model/index.js';
import type { EventShape } from '../model/index.js';
import { alternatives } from '../program/index.js';

/** A part of an event, as far as the shapes of events tell parts apart. */
export interface EventPart {
  /** The same for parts that are treated alike. */
  readonly id: string;
  /** Types of triggers whose sender does not choose it. */
  readonly notFrom: readonly string[];
  /** Whether it is a text in any case. */
  readonly isText: boolean;
  /** Null if only the platform chooses it. */
  readonly part: (name: string) => EventPart | null;
  /** Whether it is the list of what stood between the dots of a text; and whether it is the second of these, which a token claims. */
  readonly isSplit?: boolean;
  readonly isClaims?: boolean;
  /** Whether a list of the module keeps it until the next caller calls. */
  readonly isKept?: boolean;
  /** The resource of AWS that code took it out of; absent of an event. */
  readonly store?: StoreName;
}

const keptParts = new WeakMap<EventPart, EventPart>();

/** What a list of the module keeps between calls. */
export function keptPart(part: EventPart): EventPart {
  if (part.isKept) return part;
  const known = keptParts.get(part);
  if (known) return known;
  const made: EventPart = { ...part, id: `${part.id} kept`, isKept: true, part: () => made };
  keptParts.set(part, made);
  return made;
}

const splitParts = new WeakMap<EventPart, EventPart>();

/** A text that code splits at its dots. */
export function splitAtDots(part: EventPart): EventPart {
  const split = splitParts.get(part);
  if (split) return split;
  const claims: EventPart = { ...part, id: `${part.id} claims`, isClaims: true, part: () => claims };
  const made: EventPart = {
    ...part,
    id: `${part.id} split`,
    isSplit: true,
    part: (name) => (name === '1' ? claims : part.part(name)),
  };
  splitParts.set(part, made);
  return made;
}

interface Branch {
  readonly next: Map<string, Branch>;
  /** Types of triggers whose sender chooses it, or a part of it. */
  readonly chosenBy: Set<string>;
  readonly platformOf: Set<string>;
  /** Whether it is a text, or holds texts under any name. */
  holds: 'text' | 'texts' | null;
}

function newBranch(): Branch {
  return { next: new Map(), chosenBy: new Set(), platformOf: new Set(), holds: null };
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

function addTexts(root: Branch, texts: readonly string[]): void {
  for (const path of texts.flatMap(alternatives)) {
    const isMap = path.endsWith(`.${ANY_NAME}`);
    const branch = branchesTo(root, isMap ? path.slice(0, -ANY_NAME.length - 1) : path).at(-1);
    if (branch) branch.holds = isMap ? 'texts' : 'text';
  }
}

function growBranches(shapes: readonly EventShape[]): Branch {
  const root = newBranch();
  for (const { trigger, chosen, platform, texts } of shapes) {
    addTexts(root, texts);
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
  /** A request, as frameworks give it. */
  readonly request: EventPart;
  private readonly triggers: readonly string[];

  /** @param requestTexts parts of such a request that are texts */
  constructor(shapes: readonly EventShape[], requestTexts: readonly string[] = []) {
    const root = growBranches(shapes);
    this.triggers = [...new Set(shapes.map(({ trigger }) => trigger))].sort();
    const ofAnyName = root.next.get(ANY_NAME)?.chosenBy ?? new Set();
    root.next.delete(ANY_NAME);
    const silent = this.triggers.filter((trigger) => !root.chosenBy.has(trigger));
    this.other = this.whole(silent);
    const request = newBranch();
    addTexts(request, requestTexts);
    this.request = {
      id: 'request',
      notFrom: silent,
      isText: false,
      part: (name) => this.leaf(request.next.get(name)?.holds ?? null, silent),
    };
    this.event = {
      id: 'event',
      notFrom: silent,
      isText: false,
      part: (name) => {
        const next = root.next.get(name);
        if (!next) return this.other;
        const others = new Set([...ofAnyName].filter((trigger) => !next.chosenBy.has(trigger)));
        return this.at(next, { path: name, others });
      },
    };
  }

  /** Whether senders of events of one trigger alone choose a part. */
  isOnlyFrom({ notFrom }: EventPart, trigger: string): boolean {
    return this.triggers.every((each) => (each === trigger) !== notFrom.includes(each));
  }

  /** A part whose own parts are like it. */
  private whole(notFrom: readonly string[]): EventPart {
    const made: EventPart = {
      id: `not ${notFrom.join(' ')}`,
      notFrom,
      isText: false,
      part: () => made,
    };
    return made;
  }

  /** A part of which no more is known than that it is, or holds, texts. What code makes of a text may be anything. */
  private leaf(holds: Branch['holds'], notFrom: readonly string[]): EventPart {
    const other = this.whole(notFrom);
    if (holds === null) return other;
    const text: EventPart = { id: `text ${other.id}`, notFrom, isText: true, part: () => other };
    if (holds === 'text') return text;
    const texts: EventPart = {
      id: `texts ${other.id}`,
      notFrom,
      isText: false,
      part: (name) => (ELEMENT.test(name) ? texts : text),
    };
    return texts;
  }

  private at({ next, chosenBy, platformOf, holds }: Branch, { path, others }: BranchPlace): EventPart | null {
    // At the top, events that no shape describes may have a part of this name.
    if (platformOf.size > 0 && chosenBy.size === 0 && path.includes('.')) return null;
    const notFrom = this.triggers.filter((trigger) => !chosenBy.has(trigger) && !others.has(trigger));
    if (next.size === 0) return this.leaf(holds, notFrom);
    const made: EventPart = {
      id: path,
      notFrom,
      isText: false,
      part: (name) => {
        const inner = ELEMENT.test(name) ? undefined : next.get(name);
        return inner ? this.at(inner, { path: `${path}.${name}`, others }) : made;
      },
    };
    return made;
  }
}
