import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { FoundRanges } from './checked-ranges.js';
import { conditionText } from './python-condition-text.js';
import { KEEPING } from './names.js';
import {
  assignmentIn,
  constantText,
  pythonName,
  type ConditionText,
  type PythonModule,
} from './python-names.js';

const ASSIGNMENTS: ReadonlySet<string> = new Set(['assignment', 'augmented_assignment']);
/** Other code that gives a name a value: `for name in …`, `(name := …)`, `… as name`; and the field of the name. */
const GIVING: ReadonlyMap<string, string> = new Map([
  ['for_statement', 'left'],
  ['named_expression', 'name'],
  ['as_pattern', 'alias'],
]);
/** A default that code holds. */
const CONSTANT = /^(?:integer|float|true|false|none)$/;
export const COMPREHENSIONS = /_comprehension$|^generator_expression$/;

/** The names that a pattern gives values. */
export function namesIn(pattern: PythonNode | undefined, text: string): string[] {
  const names: string[] = [];
  const open = pattern ? [pattern] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'identifier') names.push(text.slice(node.start, node.end));
    else if (node.type !== 'attribute' && node.type !== 'subscript')
      open.push(...node.children.filter(({ field }) => field !== 'value' && field !== 'type'));
  }
  return names;
}

const PART = /^(?:attribute|subscript)$/;
const SEVERAL = /^(?:pattern_list|tuple_pattern|list_pattern)$/;

/** Methods that give parts of a dictionary other values. */
const MERGING = /^(?:update|setdefault|__setitem__)$/;

/** Where code in Python gives names values. */
export class PythonAssignments extends FoundRanges {
  protected readonly source: ConditionText;

  constructor({ text, root }: PythonModule) {
    super();
    this.source = conditionText({ text, root });
  }

  protected textOf({ start, end }: PythonNode): string {
    return this.source.text.slice(start, end);
  }

  /** Where other variables have a name, and where it gets a value. */
  protected variables(node: PythonNode): void {
    const { text } = this.source;
    if (node.type === 'function_definition' || node.type === 'lambda')
      this.hide(namesIn(fieldOf(node, 'parameters'), text), node);
    else if (COMPREHENSIONS.test(node.type))
      for (const clause of node.children)
        if (clause.type === 'for_in_clause') this.hide(namesIn(fieldOf(clause, 'left'), text), node);
    if (ASSIGNMENTS.has(node.type)) this.reassign(node);
    this.update(node);
    this.rename(node);
  }

  /** Code other than an assignment gives a name another value. */
  private rename(node: PythonNode): void {
    const field = GIVING.get(node.type);
    const target = field === undefined ? undefined : (fieldOf(node, field) ?? node.children.at(-1));
    if (target) for (const name of namesIn(target, this.source.text)) this.assign(name, target.end);
  }

  private reassign(node: PythonNode): void {
    const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
    for (const name of this.givenNames(left)) this.given.add(name, node.end);
    if (!right || (node.type === 'assignment' && this.isConstant(right))) return;
    for (const name of this.givenNames(left))
      if (node.type !== 'assignment' || !this.isKept(right, name)) this.assign(name, node.end);
  }

  /** The names that an assignment gives a value: `id`, `body['id']`, or any part of `body` in `body[key] = …`. */
  private givenNames(left: PythonNode | undefined): readonly string[] {
    const { text } = this.source;
    if (left && SEVERAL.test(left.type)) return left.children.flatMap((each) => this.givenNames(each));
    return left && PART.test(left.type) ? this.givenPart(left) : namesIn(left, text);
  }

  private givenPart(left: PythonNode): readonly string[] {
    const { text } = this.source;
    const key = fieldOf(left, 'subscript');
    const isPart = !key || constantText(key, text) !== null;
    const object = fieldOf(left, 'value');
    const name = isPart || !object ? pythonName(left, text) : pythonName(object, text);
    return name === null ? [] : [isPart ? name : `${name}.*`];
  }

  /** `body.update(others)`: any part of `body` may get a value. */
  private update(node: PythonNode): void {
    const callee = node.type === 'call' ? fieldOf(node, 'function') : undefined;
    const method = callee?.type === 'attribute' ? fieldOf(callee, 'attribute') : undefined;
    const object = callee ? fieldOf(callee, 'object') : undefined;
    const isMeant = method && MERGING.test(this.textOf(method));
    const name = object && isMeant ? pythonName(object, this.source.text) : null;
    if (name !== null) this.assign(`${name}.*`, node.end);
  }

  private isConstant(node: PythonNode): boolean {
    return CONSTANT.test(node.type) || constantText(node, this.source.text) !== null;
  }

  /** Names that a block gives a value that the code holds. */
  protected constantNames(block: PythonNode | undefined): ReadonlySet<string> {
    const assignments = block?.children.map(({ children }) => assignmentIn(children[0])) ?? [];
    return new Set(
      assignments.flatMap(([left, right]) =>
        left && right && this.isConstant(right) ? namesIn(left, this.source.text) : [],
      ),
    );
  }

  /** Whether a value is a name, perhaps after methods that add nothing to a text: `name.strip()`. */
  private isKept(node: PythonNode, name: string): boolean {
    let at: PythonNode | undefined = node;
    while (at?.type === 'call' && pythonName(at, this.source.text) !== name) {
      const callee = fieldOf(at, 'function');
      const method = callee ? fieldOf(callee, 'attribute') : undefined;
      if (!callee || !method || !KEEPING.test(this.textOf(method))) return false;
      at = fieldOf(callee, 'object');
    }
    return at !== undefined && pythonName(at, this.source.text) === name;
  }
}
