import { fieldOf, type PythonNode } from '../../syntax/index.js';
import {
  addressOfServer,
  argumentsOf,
  assignmentIn,
  constantText,
  givenIn,
  nodesOf,
  parsedAddress,
  type ConditionText,
  type PythonModule,
} from './python-names.js';

/** Options of patterns by which `^` and `$` still mean the ends of the whole text: not `re.MULTILINE`. */
const ONE_LINE = /^(?:re\.)?(?:I|IGNORECASE|A|ASCII|U|UNICODE|S|DOTALL)$/;

/** Whether a pattern means with an argument, such as `flags=re.I | re.A`, what it means without it. */
export function keepsMeaning(argument: string): boolean {
  const options = argument.replace(/^flags\s?=/, '').split('|');
  return options.every((each) => ONE_LINE.test(each.trim()));
}

/** The statements of a module, and of its classes with the names by which their methods read them. */
function* namedStatements({
  text,
  root,
}: PythonModule): Generator<readonly [PythonNode | undefined, ...string[]]> {
  for (const statement of root.children) {
    yield [statement.children[0], ''];
    const name = statement.type === 'class_definition' ? fieldOf(statement, 'name') : undefined;
    const body = name ? (fieldOf(statement, 'body')?.children ?? []) : [];
    for (const { children } of body)
      yield [children[0], `${name ? text.slice(name.start, name.end) : ''}.`, 'self.', 'cls.'];
  }
}

/** The pattern of `re.compile(r'[a-z]+')`; null of other code. */
function compiledIn(call: PythonNode, text: string): string | null {
  const callee = fieldOf(call, 'function');
  const [given, ...options] = argumentsOf(call);
  const isPlain = options.every(({ start, end }) => keepsMeaning(text.slice(start, end)));
  const isCompiled = callee && text.slice(callee.start, callee.end).endsWith('compile');
  return isCompiled && isPlain ? constantText(given, text) : null;
}

/** `NAME = re.compile(r'[a-z]+')` of a module, or of a class in it. */
function patternsOf({ text, root }: PythonModule): Map<string, string> {
  const patterns = new Map<string, string | null>();
  for (const [statement, ...owners] of namedStatements({ text, root })) {
    const [left, right] = assignmentIn(statement);
    const pattern = right ? compiledIn(right, text) : null;
    const name = left && pattern !== null ? text.slice(left.start, left.end) : null;
    // Two classes may have patterns of the same name.
    for (const each of name === null ? [] : owners.map((owner) => owner + name))
      patterns.set(each, (patterns.get(each) ?? pattern) === pattern ? pattern : null);
  }
  return new Map([...patterns].flatMap(([name, pattern]) => (pattern === null ? [] : [[name, pattern]])));
}

/** `parts = urlparse(url)`: the address by the name of its parts. */
function addressesOf({ text, root }: PythonModule): Map<string, string> {
  const addresses = new Map<string, string>();
  for (const node of nodesOf(root)) {
    const [left, right] = assignmentIn(node);
    const address = right ? parsedAddress(right, text) : null;
    if (left && address !== null) addresses.set(text.slice(left.start, left.end), address);
  }
  return addresses;
}

/** `host = urlparse(url).hostname`: the address by the name of the variable. */
function serversOf(
  { text, root }: PythonModule,
  addresses: ReadonlyMap<string, string>,
): Map<string, string> {
  const servers = new Map<string, string>();
  for (const node of nodesOf(root)) {
    const [left, right] = assignmentIn(node);
    const address = left?.type === 'identifier' && right ? addressOfServer(right, { text, addresses }) : null;
    if (left && address !== null) servers.set(text.slice(left.start, left.end), address);
  }
  return servers;
}

/** A module, with what its code gives names. */
export function conditionText({ text, root }: PythonModule): ConditionText {
  const addresses = addressesOf({ text, root });
  const servers = serversOf({ text, root }, addresses);
  return { text, patterns: patternsOf({ text, root }), given: givenIn({ text, root }), addresses, servers };
}
