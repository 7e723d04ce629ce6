import { fieldOf, fieldsOf, type PythonNode, type PythonScript } from '../../syntax/index.js';
import { isOnChoice } from './on-choice.js';
import {
  sourceOf,
  type ClassUnit,
  type Code,
  type FunctionUnit,
  type Meaning,
  type PythonModule,
  type PythonName,
  type Scope,
} from './python-module.js';

const LISTS = /^(?:pattern_list|tuple_pattern|list_pattern|tuple|list|expression_list)$/;

function scopeIn(parent: Scope | null, more: Partial<Scope>): Scope {
  return { parent, names: new Map(), isClass: false, owner: null, globals: new Set(), ...more };
}

/** Collects the names, functions and calls of a module. */
class ModuleReader {
  readonly module: PythonModule;
  private readonly top = scopeIn(null, {});

  constructor(script: PythonScript) {
    this.module = {
      text: script.text,
      names: [],
      functions: [],
      lambdas: new Map(),
      methods: new Map(),
      attributes: new Map(),
      calls: [],
      stores: [],
      uses: [],
    };
    this.visit(script.root, this.top);
  }

  private source(node: PythonNode | undefined): string {
    return node ? sourceOf(node, this.module) : '';
  }

  private nameIn(names: Map<string, PythonName>, name: string): PythonName {
    const known = names.get(name);
    if (known) return known;
    const made: PythonName = { meanings: [] };
    names.set(name, made);
    this.module.names.push(made);
    return made;
  }

  private define(name: string, scope: Scope, meaning: Meaning): void {
    const { names } = scope.globals.has(name) ? this.top : scope;
    this.nameIn(names, name).meanings.push(meaning);
  }

  /** Gives a target of an assignment, loop or `with` what it is given there. */
  private bind(target: PythonNode, is: 'value' | 'part', value: Code): void {
    const { scope } = value;
    if (target.type === 'identifier') this.define(this.source(target), scope, { is, code: value });
    else if (LISTS.test(target.type)) this.bindEach(target.children, value);
    else if (target.type === 'attribute' || target.type === 'subscript') {
      this.module.stores.push({ target: { node: target, scope }, value });
      this.visit(target, scope);
      if (target.type === 'attribute')
        this.nameIn(this.module.attributes, this.source(fieldOf(target, 'attribute'))).meanings.push({
          is,
          code: value,
        });
    } else if (target.children[0]) this.bind(target.children[0], 'part', value);
  }

  private bindEach(targets: readonly PythonNode[], value: Code): void {
    const { node, scope } = value;
    const isPairwise = LISTS.test(node.type) && node.children.length === targets.length;
    for (const [at, target] of targets.entries())
      if (isPairwise) this.bind(target, 'value', { node: node.children[at]!, scope });
      else this.bind(target, 'part', value);
  }

  private visitAll(nodes: Iterable<PythonNode>, scope: Scope): void {
    for (const node of nodes) this.visit(node, scope);
  }

  private parametersOf(node: PythonNode, outer: Scope, inner: Scope): readonly PythonName[] {
    const all = fieldOf(node, 'parameters')?.children ?? [];
    return all.flatMap((each) => {
      const value = fieldOf(each, 'value');
      if (value) this.visit(value, outer);
      const named = each.type === 'identifier' ? each : (fieldOf(each, 'name') ?? each.children[0]);
      const name = named?.type === 'identifier' ? named : named?.children[0];
      if (!name) return [];
      const parameter = this.nameIn(inner.names, this.source(name));
      if (value) parameter.meanings.push({ is: 'value', code: { node: value, scope: outer } });
      return [parameter];
    });
  }

  private unitOf(node: PythonNode, outer: Scope, name: string): FunctionUnit {
    const scope = scopeIn(outer, {});
    const unit: FunctionUnit = {
      name,
      parameters: this.parametersOf(node, outer, scope),
      scope,
      class: null,
      results: [],
    };
    Object.assign(scope, { owner: unit });
    this.module.functions.push(unit);
    return unit;
  }

  private readonly visits: Readonly<Record<string, (node: PythonNode, scope: Scope) => void>> = {
    function_definition: (node, scope) => {
      const name = this.source(fieldOf(node, 'name'));
      const unit = this.unitOf(node, scope, name);
      this.define(name, scope, { is: 'function', unit });
      const body = fieldOf(node, 'body');
      if (body) this.visit(body, unit.scope);
    },
    lambda: (node, scope) => {
      const unit = this.unitOf(node, scope, '');
      this.module.lambdas.set(node, unit);
      const body = fieldOf(node, 'body');
      if (!body) return;
      unit.results.push({ node: body, scope: unit.scope });
      this.visit(body, unit.scope);
    },
    class_definition: (node, scope) => {
      const inner = scopeIn(scope, { isClass: true, owner: scope.owner });
      const unit: ClassUnit = { methods: new Map() };
      this.define(this.source(fieldOf(node, 'name')), scope, { is: 'class', unit });
      this.visitAll(
        node.children.filter(({ field }) => field !== 'name'),
        inner,
      );
      for (const [name, { meanings }] of inner.names) this.addMethods(unit, name, meanings);
    },
    assignment: (node, scope) => this.assign(node, scope),
    augmented_assignment: (node, scope) => this.assign(node, scope),
    named_expression: (node, scope) => {
      const [name, value] = [fieldOf(node, 'name'), fieldOf(node, 'value')];
      if (name && value) this.bind(name, 'value', { node: value, scope });
      if (value) this.visit(value, scope);
    },
    for_statement: (node, scope) => this.loop(node, scope),
    for_in_clause: (node, scope) => this.loop(node, scope),
    as_pattern: (node, scope) => {
      const [value, target] = node.children;
      const name = target?.children[0];
      if (value && name) this.bind(name, 'value', { node: value, scope });
      if (value) this.visit(value, scope);
    },
    import_statement: (node, scope) => {
      for (const each of fieldsOf(node, 'name')) this.importModule(each, scope);
    },
    import_from_statement: (node, scope) => {
      const from = this.source(fieldOf(node, 'module_name'));
      const prefix = from.endsWith('.') ? from : `${from}.`;
      for (const each of fieldsOf(node, 'name')) {
        const name = this.source(fieldOf(each, 'name') ?? each);
        const alias = this.source(fieldOf(each, 'alias')) || name;
        this.define(alias, scope, { is: 'import', name: prefix + name });
      }
    },
    global_statement: (node, scope) => {
      for (const each of node.children) scope.globals.add(this.source(each));
    },
    return_statement: (node, scope) => this.result(node, scope),
    yield: (node, scope) => this.result(node, scope),
    call: (node, scope) => {
      this.module.calls.push({ node, scope });
      this.visitAll(node.children, scope);
    },
    attribute: (node, scope) => this.visitAll(node.children.slice(0, 1), scope),
    keyword_argument: (node, scope) => {
      const [name, ...others] = node.children;
      // What is called when a command or an option is chosen does not run with the module.
      const isChosen = others.every(({ type }) => type === 'identifier') && isOnChoice(this.source(name));
      if (!isChosen) this.visitAll(others, scope);
    },
    identifier: (node, scope) => void this.module.uses.push({ node, scope }),
    if_statement: (node, scope) => this.branch(node, scope),
  };

  private addMethods(unit: ClassUnit, name: string, meanings: readonly Meaning[]): void {
    for (const meaning of meanings) {
      if (meaning.is !== 'function') continue;
      unit.methods.set(name, meaning.unit);
      meaning.unit.class = unit;
      const known = this.module.methods.get(name);
      if (known) known.push(meaning.unit);
      else this.module.methods.set(name, [meaning.unit]);
    }
  }

  private importModule(node: PythonNode, scope: Scope): void {
    const alias = fieldOf(node, 'alias');
    const name = this.source(fieldOf(node, 'name') ?? node);
    // `import a.b` defines `a`.
    const own = name.split('.')[0] ?? name;
    this.define(alias ? this.source(alias) : own, scope, { is: 'import', name: alias ? name : own });
  }

  private assign(node: PythonNode, scope: Scope): void {
    const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
    if (!right) return;
    if (left) this.bind(left, 'value', { node: right, scope });
    this.visit(right, scope);
  }

  private loop(node: PythonNode, scope: Scope): void {
    const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
    if (left && right) this.bind(left, 'part', { node: right, scope });
    this.visitAll(
      node.children.filter((child) => child !== left),
      scope,
    );
  }

  private result(node: PythonNode, scope: Scope): void {
    for (const each of node.children) scope.owner?.results.push({ node: each, scope });
    this.visitAll(node.children, scope);
  }

  /** What only runs when the file is started as a program does not run when it is imported. */
  private branch(node: PythonNode, scope: Scope): void {
    const condition = fieldOf(node, 'condition');
    const isMain = /^\(?\s*__name__\s*==\s*["']__main__["']\s*\)?$/.test(this.source(condition));
    const main: FunctionUnit = { name: '', parameters: [], scope, class: null, results: [] };
    const inner = isMain ? { ...scope, owner: main } : scope;
    for (const child of node.children) this.visit(child, child.field === 'consequence' ? inner : scope);
  }

  private visit(node: PythonNode, scope: Scope): void {
    const visit = Object.hasOwn(this.visits, node.type) ? this.visits[node.type] : undefined;
    if (visit) visit(node, scope);
    else this.visitAll(node.children, scope);
  }
}

/** The names, functions and calls of a script. */
export function readPythonModule(script: PythonScript): PythonModule {
  return new ModuleReader(script).module;
}
