import { fieldOf, fieldsOf, type PythonNode } from '../../syntax/index.js';
import { CheckedRanges, FoundRanges } from './checked-ranges.js';
import { conditionText } from './python-condition-text.js';
import type { PythonConditions } from './python-predicates.js';
import { checkedByPythonCall, PythonResults, statementCall } from './python-results.js';
import type { Check } from './check.js';
import { KEEPING } from './keeping-methods.js';
import { pythonCheckedIf } from './python-conditions.js';
import {
  assignmentIn,
  constantText,
  nodesOf,
  pythonName,
  type ConditionText,
  type PythonModule,
} from './python-names.js';

const LEAVING: ReadonlySet<string> = new Set([
  'return_statement',
  'raise_statement',
  'continue_statement',
  'break_statement',
]);
/** Calls that end with an exception unless the text is harmless. */
const CONVERTING =
  /^(?:int|float|(?:uuid\.)?UUID|ipaddress\.ip_address|(?:datetime\.)?(?:date|datetime)\.fromisoformat)$/;
const ASSIGNMENTS: ReadonlySet<string> = new Set(['assignment', 'augmented_assignment']);
/** Other code that gives a name a value: `for name in …`, `(name := …)`, `… as name`; and the field of the name. */
const GIVING: ReadonlyMap<string, string> = new Map([
  ['for_statement', 'left'],
  ['named_expression', 'name'],
  ['as_pattern', 'alias'],
]);
/** A default that code holds. */
const CONSTANT = /^(?:integer|float|true|false|none)$/;
const COMPREHENSIONS = /_comprehension$|^generator_expression$/;
const ENDING = /^(?:sys\.)?exit\(|^os\._exit\(|^abort\(/;

function namesIn(pattern: PythonNode | undefined, text: string): string[] {
  const names: string[] = [];
  const open = pattern ? [pattern] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'identifier') names.push(text.slice(node.start, node.end));
    else if (node.type !== 'attribute' && node.type !== 'subscript')
      open.push(...node.children.filter(({ field }) => field !== 'value' && field !== 'type'));
  }
  return names;
}

class PythonCollector extends FoundRanges {
  private readonly source: ConditionText;
  private readonly results: PythonResults;

  constructor({ text, root }: PythonModule) {
    super();
    this.source = conditionText({ text, root });
    this.results = new PythonResults(text);
  }

  checkedIf(test: PythonNode, isTrue: boolean): readonly Check[] {
    return [...pythonCheckedIf(test, this.source, isTrue), ...this.results.checkedIf(test, isTrue)];
  }

  private textOf({ start, end }: PythonNode): string {
    return this.source.text.slice(start, end);
  }

  /** Whether code after a block does not run once it has run. */
  private leaves(block: PythonNode | undefined): boolean {
    const last = block?.children.at(-1);
    if (!last) return false;
    return LEAVING.has(last.type) || (last.type === 'expression_statement' && ENDING.test(this.textOf(last)));
  }

  /** Code that runs if a condition is true, and code that runs if it is false. */
  private branch(
    test: PythonNode | undefined,
    isTrue: boolean,
    ...code: readonly (PythonNode | undefined)[]
  ): void {
    if (test) for (const each of code) if (each) this.check(this.checkedIf(test, isTrue), each);
  }

  private conditions(node: PythonNode): void {
    const { type, children } = node;
    if (type === 'if_statement' || type === 'elif_clause') {
      const test = fieldOf(node, 'condition');
      this.branch(test, true, fieldOf(node, 'consequence'));
      this.branch(test, false, ...fieldsOf(node, 'alternative'));
    } else if (type === 'conditional_expression') {
      this.branch(children[1], true, children[0]);
      this.branch(children[1], false, children[2]);
    } else if (type === 'boolean_operator')
      this.branch(fieldOf(node, 'left'), fieldOf(node, 'operator')?.type === 'and', fieldOf(node, 'right'));
    else if (COMPREHENSIONS.test(type))
      for (const clause of children)
        if (clause.type === 'if_clause') this.branch(clause.children[0], true, fieldOf(node, 'body'));
  }

  /** What a statement proves for those below it. */
  private proved(statement: PythonNode): readonly Check[] {
    const [first] = statement.children;
    switch (statement.type) {
      case 'if_statement': {
        const test = fieldOf(statement, 'condition');
        const block = fieldOf(statement, 'consequence');
        const [isEnd, set] = [this.leaves(block), this.constantNames(block)];
        const checks = test ? this.checkedIf(test, false) : [];
        return checks.filter(({ name }) => isEnd || set.has(name));
      }
      case 'assert_statement':
        return first ? this.checkedIf(first, true) : [];
      case 'expression_statement':
        return first ? [...this.converted(first), ...this.returned(statement)] : [];
      case 'try_statement':
        return this.tried(statement);
      default:
        return [];
    }
  }

  /** What a call checks that ends with an exception unless a value is good. */
  private returned(statement: PythonNode): readonly Check[] {
    const { text } = this.source;
    const call = statementCall(statement, text);
    return call ? checkedByPythonCall(call, text, 'returned') : [];
  }

  /** What the block of `try` proves, if code does not go on after an exception. */
  private tried(statement: PythonNode): readonly Check[] {
    const handlers = statement.children.filter(({ type }) => type.startsWith('except'));
    const isLeft = handlers.every(({ children }) => this.leaves(children.at(-1)));
    const block = isLeft ? fieldOf(statement, 'body') : undefined;
    return (block?.children ?? []).flatMap((each) => this.proved(each));
  }

  /** `int(name)` */
  private converted(call: PythonNode): readonly Check[] {
    const [callee, given] = [fieldOf(call, 'function'), fieldOf(call, 'arguments')?.children[0]];
    const isProof = callee && given && CONVERTING.test(this.textOf(callee));
    const name = isProof ? pythonName(given, this.source.text) : null;
    return name === null ? [] : [{ name, kind: 'value' }];
  }

  /** `if name not in ALLOWED: return`: what stands below is checked. */
  private rest(block: PythonNode): void {
    if (block.type !== 'block' && block.type !== 'module') return;
    for (const statement of block.children) {
      this.results.hold(statement, block);
      this.check(this.proved(statement), { start: statement.end, end: block.end + 1 });
    }
  }

  private variables(node: PythonNode): void {
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
    if (!right || (node.type === 'assignment' && this.isConstant(right))) return;
    for (const name of this.givenNames(left))
      if (node.type !== 'assignment' || !this.isKept(right, name)) this.assign(name, node.end);
  }

  /** The names that an assignment gives a value: `id`, `body['id']`, or any part of `body` in `body[key] = …`. */
  private givenNames(left: PythonNode | undefined): readonly string[] {
    const { text } = this.source;
    if (!left || (left.type !== 'attribute' && left.type !== 'subscript')) return namesIn(left, text);
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
    const name =
      object && method && this.textOf(method) === 'update' ? pythonName(object, this.source.text) : null;
    if (name !== null) this.assign(`${name}.*`, node.end);
  }

  private isConstant(node: PythonNode): boolean {
    return CONSTANT.test(node.type) || constantText(node, this.source.text) !== null;
  }

  /** Names that a block gives a value that the code holds. */
  private constantNames(block: PythonNode | undefined): ReadonlySet<string> {
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
    while (at?.type === 'call') {
      const callee = fieldOf(at, 'function');
      const method = callee ? fieldOf(callee, 'attribute') : undefined;
      if (!callee || !method || !KEEPING.test(this.textOf(method))) return false;
      at = fieldOf(callee, 'object');
    }
    return at !== undefined && pythonName(at, this.source.text) === name;
  }

  visit(node: PythonNode): void {
    this.conditions(node);
    this.rest(node);
    this.variables(node);
  }
}

/** Where code in Python has checked names, and where these are other variables. */
export function collectPythonRanges(module: PythonModule): PythonConditions {
  const found = new PythonCollector(module);
  for (const node of nodesOf(module.root)) found.visit(node);
  return {
    text: module.text,
    ranges: new CheckedRanges(found),
    checkedIf: (test, isTrue) => found.checkedIf(test, isTrue),
  };
}
