/** A name that code declares. */
export class Variable {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** The names that a function, a block or a file declares. `Owner`: what its code runs as part of. */
export class Scope<Owner = unknown> {
  readonly parent: Scope<Owner> | null;
  readonly owner: Owner;
  /** What the class extends whose members stand in this scope. */
  classBase: unknown = null;
  private readonly names = new Map<string, Variable>();

  constructor(parent: Scope<Owner> | null, owner: Owner) {
    this.parent = parent;
    this.owner = owner;
  }

  declare(name: string): Variable {
    const known = this.names.get(name);
    if (known) return known;
    const variable = new Variable(name);
    this.names.set(name, variable);
    return variable;
  }

  /** What the code runs as part of that declares a name; null for a global name. */
  ownerOf(name: string): Owner | null {
    if (this.names.has(name)) return this.owner;
    let scope = this.parent;
    while (scope && !scope.names.has(name)) scope = scope.parent;
    return scope?.owner ?? null;
  }

  /** The variable that a name means here; null for a global name. */
  find(name: string): Variable | null {
    let scope: Scope<Owner> | null = this.parent;
    let found = this.names.get(name);
    while (!found && scope) {
      found = scope.names.get(name);
      scope = scope.parent;
    }
    return found ?? null;
  }
}
