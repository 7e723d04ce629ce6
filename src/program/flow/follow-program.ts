import { inherit } from './elements.js';
import type { AnyNode, Program } from 'acorn';
import { beat } from '../../files/index.js';
import { declareVars } from '../scopes/declare-names.js';
import { Scope } from '../scopes/scope.js';
import { escapeDeep, handOver } from './bind-call.js';
import { callValue } from './call-value.js';
import { enterUnit } from './enter-unit.js';
import { Flow, type FlowDomain, type OpenCode } from './flow.js';
import { keep } from './known-code.js';
import { EXPRESSIONS } from './follow-expressions.js';
import { IMPORTS } from './follow-imports.js';
import { runBody, STATEMENTS } from './follow-statements.js';
import { commonjsModule, type CommonjsModule } from './lazy-modules.js';
import { loadingFunction } from './follow-imports.js';
import { placeOf } from './native-methods.js';
import { readValue } from './read-value.js';
import { declareMember, packageAt } from './assign-pattern.js';
import { settle, startUncalled } from './settle.js';
import { Context, FlowNode, MEMBER, ObjectToken, PLAIN, type Token, type Unit } from './value.js';
import { visitParts, type Followers } from './visit-parts.js';

/** A file of a program. */
export interface ProgramFile {
  readonly text: string;
  readonly tree: Program;
}

/** Where code finds its modules. */
export interface ProgramFiles {
  /** Path of the file that an import means, or the module's name if it is not part of the program; null: it has no code. */
  resolve(
    specifier: string,
    from: { readonly file: string; readonly kind: 'require' | 'import' },
  ): Resolved | null;
  /** Null if the file has no code that can be read. */
  read(path: string): Promise<ProgramFile | null>;
  /** Files beside a bundle that hold modules of it. */
  chunksOf(path: string): readonly string[];
  /** The major version of a package, as far as manifests say it. */
  majorOf?(name: string): number | null;
}

export type Resolved = { readonly path: string } | { readonly module: string };

/** Where a program starts: a file, and the function in it that the runtime calls. */
export interface ProgramEntry {
  readonly path: string;
  /** Names from the exports to the function; null: all exports may be called. */
  readonly handler: readonly string[] | null;
}

/** Objects inside each other that hold functions for the runtime: the exports of a file, and one of these. */
const LEVELS_OF_EXPORTS = 2;

const FOLLOWERS: Followers = { ...EXPRESSIONS, ...STATEMENTS, ...IMPORTS };

/** Statements of a package that declare names: each name is a member of the package. */
const DECLARING = /^(?:VariableDeclaration|Import|Export)/;

/** Passes over code of a package whose members are known by name: its values are then such members. @returns false for other code. */
function skipPackage(flow: Flow, { node, scope, out }: OpenCode): boolean {
  const name = packageAt(flow, { node, scope });
  if (name === null) return false;
  if (out) flow.propagation.add(out, flow.outside(name, [MEMBER]));
  if (node.type === 'ClassDeclaration' && node.id) declareMember(flow, node.id, { name, scope });
  return out !== null || !DECLARING.test(node.type);
}

/** Follows one expression or statement. */
function followCode(flow: Flow, code: OpenCode): void {
  if (skipPackage(flow, code)) return;
  const follower = FOLLOWERS[code.node.type] as
    ((flow: Flow, node: AnyNode, code: OpenCode) => void) | undefined;
  if (follower) follower(flow, code.node, code);
  else visitParts(flow, code);
}

const STEPS = { follow: followCode, enter: enterUnit, invoke: callValue, read: readValue, handOver };

/** Follows a program from its entry through all code that can run. */
export class ProgramFlow {
  readonly flow: Flow;
  private readonly context = new Context(null);
  private readonly files: ProgramFiles;
  private readonly modules = new Map<string, CommonjsModule>();
  private readonly wanted: string[] = [];
  /** Files that could not be read. */
  readonly unread: string[] = [];

  constructor(files: ProgramFiles, domain: FlowDomain) {
    this.files = files;
    this.flow = new Flow(STEPS, domain);
    this.flow.modules = { load: (specifier, from) => this.load(specifier, from) };
    this.flow.onTable = (table, file) => {
      for (const path of this.files.chunksOf(file)) this.addChunk(table, path);
    };
  }

  private load(
    specifier: string,
    from: { readonly file: string; readonly kind: 'require' | 'import' },
  ): FlowNode {
    const found = this.files.resolve(specifier, from);
    if (found === null) return placeOf(this.flow, PLAIN);
    if ('module' in found) return placeOf(this.flow, this.flow.outside(found.module, []));
    return this.moduleAt(found.path).value;
  }

  private moduleAt(path: string): CommonjsModule {
    return keep(this.modules, path, () => {
      this.wanted.push(path);
      const made = commonjsModule(this.flow);
      this.flow.exportsOf.set(path, made.exports);
      this.flow.valuesOf.set(path, made.value);
      return made;
    });
  }

  /** A file beside the bundle exports a table of further modules. */
  private addChunk(table: FlowNode, path: string): void {
    const { flow } = this;
    const chunk = this.moduleAt(path);
    flow.propagation.listen(chunk.value, (exported) => {
      if (exported instanceof ObjectToken) inherit(flow, flow.properties.lookup(exported, 'modules'), table);
    });
  }

  /** What Node gives a CommonJS file as its variables. */
  private declareModule(scope: Scope<Unit>, { module, value, exports }: CommonjsModule): void {
    const { flow } = this;
    const { file } = scope.owner;
    const set = (name: string): FlowNode => flow.variable(scope.declare(name));
    flow.propagation.add(set('module'), module);
    flow.propagation.add(set('exports'), exports);
    for (const name of ['__dirname', '__filename']) flow.propagation.add(set(name), PLAIN);
    flow.propagation.edge(value, scope.owner.returns);
    flow.propagation.add(set('require'), loadingFunction(flow, 'require', file));
  }

  private startFile(path: string, { text, tree }: ProgramFile): void {
    const { flow } = this;
    const module = this.moduleAt(path);
    flow.sources.set(path, text);
    const unit: Unit = {
      node: tree,
      file: path,
      outer: null,
      receiver: placeOf(flow, module.exports),
      returns: new FlowNode(),
      params: [],
      anyArgument: new FlowNode(),
      argumentsOf: null,
      context: this.context,
      isLive: true,
    };
    flow.live.push(unit);
    const outer = new Scope<Unit>(null, unit);
    this.declareModule(outer, module);
    const scope = new Scope<Unit>(outer, unit);
    flow.escapedTo ??= { node: tree, scope };
    declareVars(scope, tree);
    runBody(flow, tree.body, scope);
  }

  private async readWanted(): Promise<void> {
    for (let path = this.wanted.shift(); path !== undefined; path = this.wanted.shift()) {
      const file = await this.files.read(path);
      if (file) this.startFile(path, file);
      else this.unread.push(path);
    }
  }

  /** Follows all code that runs so far. @returns false if the steps were spent first. */
  private async drain(isSpent: () => boolean): Promise<boolean> {
    do {
      await this.readWanted();
      if (!this.flow.drain(isSpent)) return false;
    } while (this.wanted.length > 0);
    return true;
  }

  /** The runtime calls a function with an event. */
  private callWithEvent(unit: Unit | null): Token {
    const { domain, propagation } = this.flow;
    const event = domain.event?.(this.flow, unit) ?? PLAIN;
    for (const place of [unit?.params[0], unit?.anyArgument]) if (place) propagation.add(place, event);
    return event;
  }

  /** The runtime calls a function, or functions of an object: `{ fetch(request) {} }`. */
  private start(token: Token, depth: number): void {
    const { flow } = this;
    const unit = token instanceof ObjectToken ? token.unit : null;
    if (depth > 0 && token instanceof ObjectToken && !unit)
      flow.propagation.listen(flow.properties.all(token), (each) => {
        this.start(each, depth - 1);
      });
    escapeDeep(flow, token, token.kind === 'native' ? this.callWithEvent(null) : PLAIN);
    if (unit) this.callWithEvent(unit);
  }

  /** Lets the runtime call the handler. */
  private callHandler({ path, handler }: ProgramEntry): void {
    const { flow } = this;
    const { value } = this.moduleAt(path);
    let found = value;
    const { escapedTo } = flow;
    if (!escapedTo) return;
    for (const name of handler ?? []) {
      const out = new FlowNode();
      flow.read({ object: found, name, out, place: escapedTo });
      found = out;
    }
    flow.propagation.listen(found, (token) => {
      this.start(token, handler === null ? LEVELS_OF_EXPORTS : LEVELS_OF_EXPORTS - 1);
    });
  }

  /**
   * @param isSpent asked after each 4,096 steps: true gives up the rest.
   * @returns false if not all code was followed.
   */
  async run(entry: ProgramEntry, isSpent: () => boolean = () => false): Promise<boolean> {
    const mustEnd = (): boolean => {
      beat();
      return isSpent();
    };
    this.moduleAt(entry.path);
    if (!(await this.drain(mustEnd))) return false;
    this.callHandler(entry);
    do {
      if (!(await this.drain(mustEnd))) return false;
    } while (settle(this.flow) || startUncalled(this.flow, this.context));
    return true;
  }
}
