import { limitOf } from '../../files/index.js';
import type { Propagation } from './propagation.js';
import { ANY_NAME, FlowNode, ObjectToken, PLAIN, UNKNOWN, type MarkToken, type Token } from './value.js';

/** Names that every list has: none of its elements stands under them. */
const OF_LISTS =
  /^(?:length|push|unshift|filter|map|flatMap|find|findLast|forEach|some|every|reduce|join|slice|sort|includes)$/;
/** The same of maps and sets. */
const OF_CONTAINERS = /^(?:get|set|add|has|delete|clear|forEach|values|keys|entries|size)$/;

/** Whether the language gives all objects of a form a method of this name. */
function isMethod({ form }: ObjectToken, name: string): boolean {
  return (form === 'array' && OF_LISTS.test(name)) || (form === 'container' && OF_CONTAINERS.test(name));
}

/** What reading a property does beyond finding its values. */
interface ReadSteps {
  callAccessor(token: Token, receiver: ObjectToken, out: FlowNode): void;
  /** An object inherits from a value that only the caller of the analysis knows: it was spread. */
  readMark(token: MarkToken, out: FlowNode, name: string): void;
}

/** Properties of the objects of a program. */
export class Properties {
  private readonly byName = new Map<string, FlowNode>();
  private readonly exportsByName = new Map<string, FlowNode>();
  private readonly unknownByName = new Map<string, FlowNode>();
  private hasUnknownModules = false;
  private readonly propagation: Propagation;
  private readonly steps: ReadSteps;

  constructor(propagation: Propagation, steps: ReadSteps) {
    this.propagation = propagation;
    this.steps = steps;
  }

  /** Values that any object has under a name, but for exports of modules. */
  named(name: string): FlowNode {
    return named(this.byName, name);
  }

  namedExport(name: string): FlowNode {
    return named(this.exportsByName, name);
  }

  /** Values that an object that is not known has under a name. */
  ofUnknown(name: string): FlowNode {
    const known = this.unknownByName.get(name);
    if (known) return known;
    const out = named(this.unknownByName, name);
    this.propagation.edge(this.named(name), out);
    if (this.hasUnknownModules) this.propagation.edge(this.namedExport(name), out);
    return out;
  }

  /** From now on, an object that is not known may be a module. */
  showModules(): void {
    if (this.hasUnknownModules) return;
    this.hasUnknownModules = true;
    for (const [name, out] of this.unknownByName) this.propagation.edge(this.namedExport(name), out);
  }

  /** A property of an object itself. */
  slot(token: ObjectToken, name: string): FlowNode {
    const known = token.slots.get(name);
    if (known) return known;
    const slot = new FlowNode();
    token.slots.set(name, slot);
    if (name === 'prototype' && token.form === 'function') this.propagation.add(slot, prototypeOf(token));
    if (token.isOpen && shows(token, name)) this.propagation.edge(slot, this.named(name));
    if (token.form === 'exports') this.propagation.edge(slot, this.namedExport(name));
    if (token.all) this.propagation.edge(slot, token.all);
    for (const listener of token.onSlot ?? []) listener(name, slot);
    return slot;
  }

  /** Makes the properties of an object visible to code that reads them from an unknown object. */
  open(token: ObjectToken): void {
    if (token.isOpen || token.form === 'exports') return;
    token.isOpen = true;
    for (const [name, slot] of token.slots)
      if (shows(token, name)) this.propagation.edge(slot, this.named(name));
    this.propagation.listen(token.prototypes, (above) => {
      if (above instanceof ObjectToken) this.open(above);
    });
  }

  /** A property of an object or of its prototypes. */
  lookup(token: ObjectToken, name: string): FlowNode {
    const lookups = (token.lookups ??= new Map<string, FlowNode>());
    const known = lookups.get(name);
    if (known) return known;
    const found = new FlowNode();
    lookups.set(name, found);
    this.propagation.edge(this.slot(token, name), found);
    if (!isMethod(token, name)) this.propagation.edge(this.computed(token), found);
    if (token.form === 'exports') {
      this.inheritSlots(token);
      for (const each of [name, ANY_NAME]) this.propagation.edge(this.inheritedSlot(token, each), found);
    }
    this.propagation.listen(token.prototypes, (above) => {
      if (above instanceof ObjectToken) {
        if (!token.stars?.has(above)) this.propagation.edge(this.lookup(above, name), found);
      } else if (above === UNKNOWN || above === PLAIN) this.propagation.add(found, above);
      else if (above.kind === 'mark') this.steps.readMark(above, found, name);
    });
    this.propagation.listen(found, (value) => {
      this.bindReceiver(token, value, found);
    });
    return found;
  }

  /**
   * The values that an object may have under any name, because code computes the name. Elements are all of them; of other objects only a few
   * are: what further values do is followed without the names.
   */
  private computed(token: ObjectToken): FlowNode {
    const slot = this.slot(token, ANY_NAME);
    if (token.form === 'array' || token.form === 'container') return slot;
    if (token.computed) return token.computed;
    const few = new FlowNode();
    token.computed = few;
    let count = 0;
    this.propagation.listen(slot, (value) => {
      if (value.kind !== 'object' && value.kind !== 'accessor' && value.kind !== 'native') {
        this.propagation.add(few, value);
        return;
      }
      count += 1;
      if (count <= limitOf('flow-computed')) this.propagation.add(few, value);
      else {
        this.propagation.add(few, PLAIN);
        this.propagation.handOverOnce(few, value);
      }
    });
    return few;
  }

  private inheritedSlot(token: ObjectToken, name: string): FlowNode {
    const inherited = (token.inherited ??= new Map<string, FlowNode>());
    const known = inherited.get(name);
    if (known) return known;
    const slot = new FlowNode();
    inherited.set(name, slot);
    for (const listener of token.onInherited ?? []) listener(name, slot);
    return slot;
  }

  /** Gives a module the exports of others: each goes up once, so that a name is not looked for in all of them. */
  private inheritSlots(token: ObjectToken): void {
    if (token.stars) return;
    const stars = new Set<ObjectToken>();
    token.stars = stars;
    token.onInherited = [];
    this.propagation.listen(token.prototypes, (above) => {
      if (!(above instanceof ObjectToken) || above.form !== 'exports') return;
      stars.add(above);
      this.inheritSlots(above);
      const add = (name: string, slot: FlowNode): void => {
        this.propagation.edge(slot, this.inheritedSlot(token, name));
      };
      this.eachSlot(above, add);
      above.onInherited?.push(add);
      for (const [name, slot] of above.inherited ?? []) add(name, slot);
    });
  }

  private bindReceiver(token: ObjectToken, value: Token, found: FlowNode): void {
    if (token.form === 'prototype') return;
    if (value.kind === 'accessor') this.steps.callAccessor(value, token, found);
    else if (value.kind === 'object' && value.unit?.argumentsOf === value.unit && value.unit)
      this.propagation.add(value.unit.receiver, token);
  }

  /** The values of all properties of an object. */
  all(token: ObjectToken): FlowNode {
    if (token.all) return token.all;
    const all = new FlowNode();
    token.all = all;
    for (const slot of token.slots.values()) this.propagation.edge(slot, all);
    return all;
  }

  /** Calls back for each property that an object has or gets. */
  eachSlot(token: ObjectToken, listener: (name: string, slot: FlowNode) => void): void {
    (token.onSlot ??= []).push(listener);
    for (const [name, slot] of token.slots) listener(name, slot);
  }
}

/** The `prototype` of a constructor function that is no class. */
function prototypeOf(maker: ObjectToken): ObjectToken {
  const made = new ObjectToken('prototype');
  made.maker = maker;
  return made;
}

function shows({ isShy }: ObjectToken, name: string): boolean {
  return !isShy || /^[a-z]+[A-Z]/.test(name);
}

function named(nodes: Map<string, FlowNode>, name: string): FlowNode {
  const known = nodes.get(name);
  if (known) return known;
  const made = new FlowNode();
  nodes.set(name, made);
  return made;
}
