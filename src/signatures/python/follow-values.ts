import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { PythonStep } from '../signature-schema.js';
import { CHANGES, COPIES, DOWNLOADS, WRITERS, WRITES } from './known-functions.js';
import {
  argumentsOf,
  lookUp,
  someMeanings,
  sourceOf,
  type Code,
  type FunctionUnit,
  type PythonModule,
  type Scope,
} from './python-module.js';
import type { PythonNames } from './python-names.js';
import { FROM, THROUGH, ValueMarks, type Holder, type ValueQuery } from './value-marks.js';

/** Times that all code is looked at: each takes marks at least one call further. */
const ROUNDS = 12;
/** Characters: shorter texts are modes of files, and no paths. */
const MIN_PATH = 3;

/** Follows values from the sources of a rule through a module, without regard to order. */
export class FollowedValues {
  private readonly values: ValueMarks;
  private isChanged = false;
  private readonly names: PythonNames;
  private readonly module: PythonModule;
  private readonly through: PythonStep | undefined;

  constructor(names: PythonNames, query: ValueQuery) {
    this.names = names;
    this.module = names.module;
    this.through = query.through;
    this.values = new ValueMarks(names, query);
    for (let round = 0; round < ROUNDS; round += 1) {
      this.isChanged = false;
      this.values.begin();
      this.runRound();
      if (!this.isChanged) break;
    }
    this.values.begin();
  }

  /** Whether a value of an expression comes from a source, and through the step if there is one. */
  comes(code: Code): boolean {
    return (this.values.marksOf(code) & (this.through ? THROUGH : FROM)) !== 0;
  }

  private source(node: PythonNode | undefined): string {
    return node ? sourceOf(node, this.module) : '';
  }

  private add(holder: Holder, marks: number): void {
    if (this.values.add(holder, marks)) this.isChanged = true;
  }

  private runRound(): void {
    for (const name of this.module.names)
      for (const meaning of name.meanings)
        if (meaning.is === 'value' || meaning.is === 'part')
          this.add(name, this.values.marksOf(meaning.code));
    for (const unit of this.module.functions)
      for (const result of unit.results) this.add(unit, this.values.marksOf(result));
    for (const { target, value } of this.module.stores) this.addToAll(target, this.values.marksOf(value));
    for (const call of this.module.calls) this.follow(call);
  }

  /** What an expression is made of: variables, and texts that may be names of files. */
  private *holdersIn({ node, scope }: Code): Generator<Holder> {
    const own = this.holderOf({ node, scope });
    if (own) yield own;
    else if (node.type === 'attribute') yield* this.holdersInAll(node.children.slice(0, 1), scope);
    else yield* this.holdersInAll(node.children, scope);
  }

  private *holdersInAll(nodes: readonly PythonNode[], scope: Scope): Generator<Holder> {
    for (const node of nodes)
      if (node.field !== 'function' || node.type !== 'identifier') yield* this.holdersIn({ node, scope });
  }

  private holderOf({ node, scope }: Code): Holder | undefined {
    if (node.type === 'identifier') return lookUp(this.source(node), scope);
    if (node.type === 'attribute') return this.module.attributes.get(this.source(fieldOf(node, 'attribute')));
    const text = node.type === 'string' ? this.names.textOf({ node, scope })?.text : undefined;
    return text !== undefined && text.length > MIN_PATH ? `text:${text}` : undefined;
  }

  private addToAll(code: Code, marks: number): void {
    if (marks !== 0) for (const holder of this.holdersIn(code)) this.add(holder, marks);
  }

  /** The targets of writers that a name stands for: `with open(path) as file`. */
  private writtenBy({ node, scope }: Code): readonly Code[] {
    if (node.type === 'call') return this.isWriter({ node, scope }) ? [{ node, scope }] : [];
    const name = node.type === 'identifier' ? lookUp(this.source(node), scope) : undefined;
    return someMeanings(name).flatMap((meaning) =>
      (meaning.is === 'value' || meaning.is === 'part') && this.isWriter(meaning.code) ? [meaning.code] : [],
    );
  }

  private isWriter({ node, scope }: Code): boolean {
    const callee = node.type === 'call' ? fieldOf(node, 'function') : undefined;
    const name = callee && this.names.nameOf({ node: callee, scope })?.name;
    return name !== undefined && WRITERS(name);
  }

  private follow({ node, scope }: Code): void {
    const callee = fieldOf(node, 'function');
    if (!callee) return;
    const args = argumentsOf(node).map((each) => ({ node: each, scope }));
    this.passToThread(args);
    for (const unit of this.names.functionsOf({ node: callee, scope }))
      this.pass(unit, args, callee.type === 'attribute' || unit.name === '__init__');
    const name = this.names.nameOf({ node: callee, scope })?.name ?? '';
    if (CHANGES(name))
      this.change({ node: callee.children[0] ?? callee, scope }, this.values.together(args), WRITES(name));
    this.store(name, args);
  }

  /** `copyfileobj(answer, file)`, `urlretrieve(address, path)` */
  private store(name: string, [from, to]: readonly Code[]): void {
    if (!from || !to) return;
    if (COPIES(name)) this.change(to, this.values.marksOf(from), true);
    if (DOWNLOADS(name) && this.values.isCallSource(name)) this.write(to, FROM);
  }

  /** `x.append(value)`, `file.write(value)` */
  private change(object: Code, marks: number, isWriting: boolean): void {
    if (marks === 0) return;
    const targets = this.writtenBy(object);
    for (const target of [object, ...targets]) {
      this.addToAll(target, marks);
      if (isWriting) this.write(target, marks);
    }
  }

  private write(target: Code, marks: number): void {
    if (this.through?.file && marks !== 0) this.addToAll(target, marks | THROUGH);
  }

  private pass(
    { parameters, scope, class: owner }: FunctionUnit,
    args: readonly Code[],
    isBound: boolean,
  ): void {
    let at = owner && isBound ? 1 : 0;
    for (const { node, scope: from } of args) {
      if (node.type === 'keyword_argument') {
        const parameter = scope.names.get(this.source(fieldOf(node, 'name')));
        const value = fieldOf(node, 'value');
        if (parameter && value) this.add(parameter, this.values.marksOf({ node: value, scope: from }));
      } else {
        const parameter = parameters[at];
        if (parameter) this.add(parameter, this.values.marksOf({ node, scope: from }));
        at += 1;
      }
    }
  }

  /** `Thread(target=send, args=(data,))` */
  private passToThread(args: readonly Code[]): void {
    const [target, given] = ['target', 'args'].map((name) => this.named(args, name));
    if (!target || !given) return;
    const values = given.node.children.map((node) => ({ node, scope: given.scope }));
    const targets = [target.node, ...target.node.children].map((node) => ({ node, scope: target.scope }));
    for (const code of targets)
      for (const unit of this.names.functionsOf(code))
        this.pass(unit, values, code.node.type === 'attribute');
  }

  private named(args: readonly Code[], name: string): Code | undefined {
    const found = args.find(
      ({ node }) => node.type === 'keyword_argument' && this.source(fieldOf(node, 'name')) === name,
    );
    const value = found && fieldOf(found.node, 'value');
    return value && { node: value, scope: found.scope };
  }
}
