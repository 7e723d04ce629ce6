import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { PythonSource, PythonStep } from '../signature-schema.js';
import { SAYS_LITTLE } from './known-functions.js';
import { nameTest, type NameTest } from './name-pattern.js';
import {
  argumentsOf,
  lookUp,
  sourceOf,
  type Code,
  type FunctionUnit,
  type PythonName,
} from './python-module.js';
import type { PythonNames } from './python-names.js';

/** A mark of a value: it comes from a source. */
export const FROM = 1;
/** A mark of a value: it comes from a source, and went through the step of the rule. */
export const THROUGH = 2;
/** Characters of a command line. */
const MAX_COMMAND = 1000;

/** What a rule asks about values. */
export interface ValueQuery {
  readonly from: PythonSource;
  readonly through: PythonStep | undefined;
  /** Whether a text is a source. */
  readonly isText: (text: string) => boolean;
}

/** What can have marks: a variable, the results of a function, a text that names a file. */
export type Holder = PythonName | FunctionUnit | `text:${string}`;

/** The marks of expressions, by the marks of what they are made of. */
export class ValueMarks {
  private readonly marks = new Map<Holder, number>();
  private round = new Map<PythonNode, number>();
  private readonly names: PythonNames;
  private readonly isText: ValueQuery['isText'];
  private readonly isWhole: boolean;
  private readonly isSource: NameTest;
  private readonly isLost: NameTest;
  private readonly isStep: NameTest;
  /** Whether the results of a function are a source. */
  readonly isCallSource: NameTest;

  constructor(names: PythonNames, { from, through, isText }: ValueQuery) {
    this.names = names;
    this.isText = isText;
    this.isWhole = from.whole ?? false;
    this.isSource = nameTest(from.name ?? []);
    this.isCallSource = nameTest(from.call ?? []);
    this.isLost = nameTest(from.lost ?? []);
    this.isStep = nameTest(through?.call ?? []);
  }

  /** Forgets what was computed: marks were added since. */
  begin(): void {
    this.round = new Map();
  }

  /** Adds marks. @returns whether there are new ones. */
  add(holder: Holder, marks: number): boolean {
    const known = this.marks.get(holder) ?? 0;
    if ((known | marks) === known) return false;
    this.marks.set(holder, known | marks);
    return true;
  }

  private source(node: PythonNode | undefined): string {
    return node ? sourceOf(node, this.names.module) : '';
  }

  marksOf(code: Code): number {
    const known = this.round.get(code.node);
    if (known !== undefined) return known;
    this.round.set(code.node, 0);
    const marks = this.compute(code);
    this.round.set(code.node, marks);
    return marks;
  }

  /** The marks of several expressions. */
  together(codes: readonly Code[]): number {
    return codes.reduce((all, code) => all | this.marksOf(code), 0);
  }

  private inside({ node, scope }: Code): number {
    return node.children.reduce((all, child) => all | this.marksOf({ node: child, scope }), 0);
  }

  private compute(code: Code): number {
    const special = this.kinds[code.node.type];
    return special ? special(code) : this.inside(code);
  }

  private ofText(code: Code): number {
    const text = this.names.textOf(code)?.text;
    if (text === undefined) return 0;
    // `sh /tmp/run.sh` names a file.
    const words = text.length > MAX_COMMAND ? [] : text.split(/\s+/);
    return words.reduce(
      (all, word) => all | (this.marks.get(`text:${word}`) ?? 0),
      this.isText(text) ? FROM : 0,
    );
  }

  private ofName(code: Code): number {
    const name = this.names.nameOf(code)?.name;
    return name !== undefined && this.isSource(name) ? FROM : 0;
  }

  private readonly kinds: Readonly<Partial<Record<string, (code: Code) => number>>> = {
    string: (code) => this.ofText(code) | this.inside(code),
    concatenated_string: (code) => this.ofText(code) | this.inside(code),
    binary_operator: (code) => this.ofText(code) | this.inside(code),
    integer: ({ node }) => (this.isText(this.source(node)) ? FROM : 0),
    comparison_operator: () => 0,
    not_operator: () => 0,
    lambda: () => 0,
    comment: () => 0,
    if_clause: () => 0,
    identifier: (code) => {
      const name = lookUp(this.source(code.node), code.scope);
      return (name ? (this.marks.get(name) ?? 0) : 0) | this.ofName(code);
    },
    attribute: (code) => {
      const [object] = code.node.children;
      const attribute = this.names.module.attributes.get(this.source(fieldOf(code.node, 'attribute')));
      const own = (attribute ? (this.marks.get(attribute) ?? 0) : 0) | this.ofName(code);
      return own | (object && !this.isWhole ? this.marksOf({ node: object, scope: code.scope }) : 0);
    },
    keyword_argument: ({ node, scope }) => {
      const value = fieldOf(node, 'value');
      return value ? this.marksOf({ node: value, scope }) : 0;
    },
    subscript: (code) => this.ofItem(code),
    dictionary_comprehension: (code) => (this.isFiltered(code) ? 0 : this.inside(code)),
    list_comprehension: (code) => (this.isFiltered(code) ? 0 : this.inside(code)),
    generator_expression: (code) => (this.isFiltered(code) ? 0 : this.inside(code)),
    call: (code) => this.ofCall(code),
  };

  /** One item of the environment is not the environment. */
  private ofItem({ node, scope }: Code): number {
    const [key, value] = [fieldOf(node, 'subscript'), fieldOf(node, 'value')];
    if (!this.isWhole || !key || !value) return this.inside({ node, scope });
    const isOne = key.type === 'string' || this.ofName({ node: value, scope }) !== 0;
    return isOne ? this.marksOf({ node: key, scope }) : this.inside({ node, scope });
  }

  /** `{k: v for k, v in os.environ.items() if k.startswith('APP_')}` is the application's part of the environment; `AWS_` is the role's. */
  private isFiltered({ node }: Code): boolean {
    return node.children.some(
      (each) => each.type === 'if_clause' && /\.startswith\((?!\s{0,9}\(?["']AWS)/.test(this.source(each)),
    );
  }

  private ofCall(code: Code): number {
    const { node, scope } = code;
    const callee = fieldOf(node, 'function');
    if (!callee) return 0;
    const name = this.names.nameOf({ node: callee, scope })?.name ?? '';
    if (SAYS_LITTLE(name) || this.isLost(name)) return 0;
    const args = argumentsOf(node).map((each) => ({ node: each, scope }));
    const ofArguments = this.together(args);
    if (this.isItem({ node: callee, scope }, name, args[0])) return ofArguments;
    const given = ofArguments | this.receiver({ node: callee, scope });
    const own = this.isCallSource(name) ? FROM : 0;
    return own | this.passed({ node: callee, scope }, given, name) | this.ofText(code);
  }

  /** What a function gives of what it is given. */
  private passed(callee: Code, given: number, name: string): number {
    const step = this.isStep(name) && (given & FROM) !== 0 ? THROUGH : 0;
    const units = this.names.functionsOf(callee);
    const results = units.reduce((all, unit) => all | (this.marks.get(unit) ?? 0), step);
    const isKnown = units.length > 0 && this.names.classesOf(callee).length === 0;
    return isKnown ? results : results | given;
  }

  /** `os.environ.get('HOME')` */
  private isItem({ node, scope }: Code, name: string, key: Code | undefined): boolean {
    if (!this.isWhole || !/\.(?:get|pop|setdefault)$/.test(name)) return false;
    const object = fieldOf(node, 'object');
    return (
      key?.node.type === 'string' || (object !== undefined && this.ofName({ node: object, scope }) !== 0)
    );
  }

  private receiver({ node, scope }: Code): number {
    const object = node.type === 'attribute' ? fieldOf(node, 'object') : undefined;
    if (object) return this.marksOf({ node: object, scope });
    // `getattr(file, 'read')()`
    return node.type === 'call' ? this.marksOf({ node, scope }) : 0;
  }
}
