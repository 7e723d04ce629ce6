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
  /** What the sender has put into a store under this name; and whether the platform chooses the name, so that it does no harm itself. */
  readonly sent?: EventPart;
  readonly isSafe?: boolean;
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
  /** Types of triggers whose events name what was sent here, or in a part of it; and whether it is such a name itself. */
  readonly leadsToSent: Set<string>;
  isSent: boolean;
  /** Whether it is a text, or holds texts under any name. */
  holds: 'text' | 'texts' | null;
}

function newBranch(): Branch {
  return {
    next: new Map(),
    chosenBy: new Set(),
    platformOf: new Set(),
    leadsToSent: new Set(),
    isSent: false,
    holds: null,
  };
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

/** Stands for the event around another one. */
const ANYWHERE = '**.';

/** Adds names of what was sent: to parts of the event, or to those of an event inside of another one. */
function addSent(roots: Roots, { sent, trigger }: Pick<EventShape, 'sent' | 'trigger'>): void {
  for (const path of sent.flatMap(alternatives)) {
    const isAnywhere = path.startsWith(ANYWHERE);
    const branches = branchesTo(
      isAnywhere ? roots.inside : roots.root,
      isAnywhere ? path.slice(ANYWHERE.length) : path,
    );
    for (const branch of branches) branch.leadsToSent.add(trigger);
    const last = branches.at(-1);
    if (last) last.isSent = true;
  }
}

interface Roots {
  readonly root: Branch;
  /** Parts of events that stand inside of others. */
  readonly inside: Branch;
}

function growBranches(shapes: readonly EventShape[]): Roots {
  const roots = { root: newBranch(), inside: newBranch() };
  const { root } = roots;
  for (const { trigger, chosen, platform, texts, sent } of shapes) {
    addTexts(root, texts);
    addSent(roots, { sent, trigger });
    for (const path of chosen.flatMap(alternatives))
      for (const branch of branchesTo(root, path)) branch.chosenBy.add(trigger);
    for (const path of platform.flatMap(alternatives)) branchesTo(root, path).at(-1)?.platformOf.add(trigger);
  }
  return roots;
}

interface BranchPlace {
  readonly path: string;
  /** Triggers whose events may have any part here. */
  readonly others: ReadonlySet<string>;
  /** Whether the platform chooses all of what it is a part of. */
  readonly isInSafe?: boolean;
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
  private readonly inside: Branch;

  /** @param requestTexts parts of such a request that are texts */
  constructor(shapes: readonly EventShape[], requestTexts: readonly string[] = []) {
    const { root, inside } = growBranches(shapes);
    this.inside = inside;
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
      part: (name) => this.leaf(request.next.get(name) ?? newBranch(), silent),
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

  /** A part whose own parts are like it, but for the names of what was sent. @param inside where it stands in an event inside of another one */
  private whole(notFrom: readonly string[], inside = this.inside, path = ''): EventPart {
    const made: EventPart = {
      id: `not ${notFrom.join(' ')}${path}`,
      notFrom,
      isText: false,
      ...(inside.isSent && { sent: this.whole(notFrom) }),
      part: (name) => {
        const next = inside.next.get(name) ?? this.inside.next.get(name);
        if (next) return this.whole(notFrom, next, ` ${name}`);
        return inside === this.inside || inside.isSent ? made : this.whole(notFrom);
      },
    };
    return made;
  }

  /** A part of which no more is known than that it is, or holds, texts. What code makes of a text may be anything. */
  private leaf({ holds, isSent }: Pick<Branch, 'holds' | 'isSent'>, notFrom: readonly string[]): EventPart {
    const other = this.whole(notFrom);
    if (isSent) {
      const isText = holds === 'text';
      const name: EventPart = { id: `sent ${other.id}`, notFrom, isText, sent: other, part: () => name };
      return name;
    }
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

  private at(branch: Branch, { path, others, isInSafe = false }: BranchPlace): EventPart | null {
    const { next, chosenBy, platformOf, leadsToSent } = branch;
    // At the top, events that no shape describes may have a part of this name.
    const isSafe = (isInSafe || platformOf.size > 0) && chosenBy.size === 0 && path.includes('.');
    if (isSafe && leadsToSent.size === 0) return null;
    const by = isSafe ? leadsToSent : chosenBy;
    const notFrom = this.triggers.filter((trigger) => !by.has(trigger) && !others.has(trigger));
    const safe = isSafe && { id: `safe ${path}`, isSafe };
    if (next.size === 0) return { ...this.leaf(branch, notFrom), ...safe };
    const made: EventPart = {
      id: path,
      notFrom,
      isText: false,
      part: (name) => {
        const inner = ELEMENT.test(name) ? undefined : next.get(name);
        if (inner) return this.at(inner, { path: `${path}.${name}`, others, isInSafe: isSafe });
        return isSafe && !ELEMENT.test(name) ? null : made;
      },
      ...safe,
    };
    return made;
  }
}
