import type { ModuleUnit } from '../../program/index.js';
import { fieldOf, fieldsOf, type PythonNode } from '../../syntax/index.js';
import { FoundRanges } from './checked-ranges.js';
import { parsedAddress, pythonCheckedIf, type ConditionText } from './python-conditions.js';

const LEAVING: ReadonlySet<string> = new Set([
  'return_statement',
  'raise_statement',
  'continue_statement',
  'break_statement',
]);
/** Calls that end with an exception unless the text is harmless. */
const CONVERTING =
  /^(?:int|float|(?:uuid\.)?UUID|ipaddress\.ip_address|(?:datetime\.)?(?:date|datetime)\.fromisoformat)$/;
const ENDING = /^(?:sys\.)?exit\(|^os\._exit\(|^abort\(/;

/** `NAME = re.compile(r'[a-z]+')` of a module. */
function patternsOf({ text, root }: Pick<ModuleUnit, 'text' | 'root'>): Map<string, string> {
  const patterns = new Map<string, string>();
  for (const statement of root.children) {
    const assigned = statement.children[0];
    const [left, right] =
      assigned?.type === 'assignment' ? [fieldOf(assigned, 'left'), fieldOf(assigned, 'right')] : [];
    const callee = right?.type === 'call' ? fieldOf(right, 'function') : undefined;
    const pattern = right ? fieldOf(right, 'arguments')?.children[0] : undefined;
    if (
      !left ||
      !callee ||
      pattern?.type !== 'string' ||
      !text.slice(callee.start, callee.end).endsWith('compile')
    )
      continue;
    const content = pattern.children.filter(({ type }) => type === 'string_content');
    patterns.set(
      text.slice(left.start, left.end),
      content.map(({ start, end }) => text.slice(start, end)).join(''),
    );
  }
  return patterns;
}

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
  private readonly addresses = new Map<string, string>();

  constructor({ text, root }: Pick<ModuleUnit, 'text' | 'root'>) {
    super();
    this.source = { text, patterns: patternsOf({ text, root }), addresses: this.addresses };
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

  private conditions(node: PythonNode): void {
    if (node.type === 'if_statement' || node.type === 'elif_clause') {
      const [test, body] = [fieldOf(node, 'condition'), fieldOf(node, 'consequence')];
      if (test && body) this.check(pythonCheckedIf(test, this.source, true), body);
      for (const other of test ? fieldsOf(node, 'alternative') : [])
        if (test) this.check(pythonCheckedIf(test, this.source, false), other);
    } else if (node.type === 'conditional_expression') {
      const [value, test, other] = node.children;
      if (value && test) this.check(pythonCheckedIf(test, this.source, true), value);
      if (other && test) this.check(pythonCheckedIf(test, this.source, false), other);
    } else if (node.type === 'boolean_operator') {
      const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
      const isAnd = fieldOf(node, 'operator')?.type === 'and';
      if (left && right) this.check(pythonCheckedIf(left, this.source, isAnd), right);
    } else if (node.type.endsWith('_comprehension') || node.type === 'generator_expression') {
      const body = fieldOf(node, 'body');
      for (const { type, children } of node.children)
        if (body && type === 'if_clause' && children[0])
          this.check(pythonCheckedIf(children[0], this.source, true), body);
    }
  }

  /** What a statement proves for those below it. */
  private proved(statement: PythonNode): ReturnType<typeof pythonCheckedIf> {
    const [first] = statement.children;
    if (statement.type === 'if_statement') {
      const test = fieldOf(statement, 'condition');
      return test && this.leaves(fieldOf(statement, 'consequence'))
        ? pythonCheckedIf(test, this.source, false)
        : [];
    }
    if (statement.type === 'assert_statement') return first ? pythonCheckedIf(first, this.source, true) : [];
    const callee = first?.type === 'call' ? fieldOf(first, 'function') : undefined;
    const given = first ? fieldOf(first, 'arguments')?.children[0] : undefined;
    const isProof =
      callee && given && statement.type === 'expression_statement' && CONVERTING.test(this.textOf(callee));
    return isProof ? [{ name: this.textOf(given), kind: 'value' }] : [];
  }

  /** `if name not in ALLOWED: return`: what stands below is checked. */
  private rest(block: PythonNode): void {
    if (block.type !== 'block' && block.type !== 'module') return;
    for (const statement of block.children)
      this.check(this.proved(statement), { start: statement.end, end: block.end });
  }

  private variables(node: PythonNode): void {
    const { text } = this.source;
    if (node.type === 'function_definition' || node.type === 'lambda')
      this.hide(namesIn(fieldOf(node, 'parameters'), text), node);
    else if (node.type.endsWith('_comprehension') || node.type === 'generator_expression')
      for (const clause of node.children)
        if (clause.type === 'for_in_clause') this.hide(namesIn(fieldOf(clause, 'left'), text), node);
    if (node.type === 'assignment') this.reassign(node);
  }

  private reassign(node: PythonNode): void {
    const { text } = this.source;
    const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
    const address = right ? parsedAddress(right, text) : null;
    if (left && address !== null) this.addresses.set(this.textOf(left), address);
    const value = right ? this.textOf(right) : '';
    for (const name of right ? namesIn(left, text) : [])
      if (!value.includes(name)) this.assign(name, node.end);
  }

  visit(node: PythonNode): void {
    this.conditions(node);
    this.rest(node);
    this.variables(node);
  }
}

/** Where code in Python has checked names, and where these are other variables. */
export function collectPythonRanges(module: Pick<ModuleUnit, 'text' | 'root'>): FoundRanges {
  const found = new PythonCollector(module);
  const open: PythonNode[] = [module.root];
  for (let node = open.pop(); node; node = open.pop()) {
    found.visit(node);
    for (const child of node.children.toReversed()) open.push(child);
  }
  return found;
}
