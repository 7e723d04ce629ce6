import { fieldOf, fieldsOf, type PythonNode } from '../../syntax/index.js';
import { CheckedRanges } from './checked-ranges.js';
import { COMPREHENSIONS, namesIn, PythonAssignments } from './python-assignments.js';
import type { PythonConditions } from './python-predicates.js';
import { checkedByPythonCall, PythonResults, statementCall } from './python-results.js';
import type { Check } from './check.js';
import { pythonCheckedIf } from './python-conditions.js';
import { checkedByCase } from './checked-by-case.js';
import { constantText, nodesOf, pythonName, type PythonModule } from './python-names.js';

const LEAVING: ReadonlySet<string> = new Set([
  'return_statement',
  'raise_statement',
  'continue_statement',
  'break_statement',
]);
/** Calls that end with an exception unless the text is harmless. */
const CONVERTING = /^(?:int|float|(?:uuid\.)?UUID|(?:datetime\.)?(?:date|datetime)\.fromisoformat)$/;
/** The same, unless it is the address of a server. */
const ADDRESS = /^(?:ipaddress\.)?ip_(?:address|network)$/;
const ENDING = /^(?:sys\.)?exit\(|^os\._exit\(|^abort\(/;

/** The texts of a list of constants; undefined of other code. */
function constantsIn(list: PythonNode, text: string): readonly string[] | undefined {
  if (!/^(?:list|tuple|set)$/.test(list.type)) return undefined;
  const texts = list.children.map((each) => constantText(each, text));
  return texts.every((each) => each !== null) ? texts : undefined;
}

/** Whether a loop may go on, or end, before the end of its block. */
function leavesEarly(block: PythonNode): boolean {
  return [...nodesOf(block)].some(({ type }) => type === 'continue_statement' || type === 'break_statement');
}

class PythonCollector extends PythonAssignments {
  private readonly results: PythonResults;

  constructor({ text, root }: PythonModule) {
    super({ text, root });
    this.results = new PythonResults(text);
  }

  checkedIf(test: PythonNode, isTrue: boolean): readonly Check[] {
    return [...pythonCheckedIf(test, this.source, isTrue), ...this.results.checkedIf(test, isTrue)];
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
    } else if (type === 'match_statement') this.cases(node);
    else if (type === 'conditional_expression') {
      this.branch(children[1], true, children[0]);
      this.branch(children[1], false, children[2]);
    } else if (type === 'boolean_operator')
      this.branch(fieldOf(node, 'left'), fieldOf(node, 'operator')?.type === 'and', fieldOf(node, 'right'));
    else if (COMPREHENSIONS.test(type))
      for (const clause of children)
        if (clause.type === 'if_clause') this.branch(clause.children[0], true, fieldOf(node, 'body'));
  }

  /** What patterns, and conditions behind them, prove for the code of their clauses. */
  private cases(match: PythonNode): void {
    for (const clause of fieldOf(match, 'body')?.children ?? []) {
      const code = fieldOf(clause, 'consequence');
      const guard = fieldOf(clause, 'guard');
      if (code) this.check(checkedByCase(match, clause, this.source.text), code);
      for (const pattern of clause.children.filter(({ type }) => type === 'case_pattern'))
        for (const name of namesIn(pattern, this.source.text)) this.assign(name, pattern.end);
      this.branch(guard?.children[0], true, code);
    }
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
      case 'for_statement':
        return this.repeated(statement);
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

  /** `for name in ('id', 'kind'): check(body[name])`: what the loop proves for each of the constants. */
  private repeated(loop: PythonNode): readonly Check[] {
    const { text } = this.source;
    const [element, list, block] = [fieldOf(loop, 'left'), fieldOf(loop, 'right'), fieldOf(loop, 'body')];
    const given = list ? (this.source.given.get(this.textOf(list)) ?? [list]) : [];
    const [constants] = given.map((each) => constantsIn(each, text));
    if (!element || !block || !constants || given.length > 1 || leavesEarly(block)) return [];
    const key = `[${this.textOf(element)}]`;
    return block.children
      .flatMap((statement) => this.proved(statement))
      .flatMap((check) =>
        check.name.endsWith(key)
          ? constants.map((each) => ({ ...check, name: `${check.name.slice(0, -key.length)}['${each}']` }))
          : [],
      );
  }

  /** `int(name)` */
  private converted(call: PythonNode): readonly Check[] {
    const [callee, given] = [fieldOf(call, 'function'), fieldOf(call, 'arguments')?.children[0]];
    const code = callee ? this.textOf(callee) : '';
    const kind = CONVERTING.test(code) ? 'value' : ADDRESS.test(code) ? 'address' : null;
    const name = given && kind ? pythonName(given, this.source.text) : null;
    return name === null || !kind ? [] : [{ name, kind }];
  }

  /** `if name not in ALLOWED: return`: what stands below is checked. */
  private rest(block: PythonNode): void {
    if (block.type !== 'block' && block.type !== 'module') return;
    for (const statement of block.children) {
      this.results.hold(statement, block);
      this.check(this.proved(statement), { start: statement.end, end: block.end + 1 });
    }
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
