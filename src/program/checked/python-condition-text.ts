import { fieldOf } from '../../syntax/index.js';
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

/** `NAME = re.compile(r'[a-z]+')` of a module. */
function patternsOf({ text, root }: PythonModule): Map<string, string> {
  const patterns = new Map<string, string>();
  for (const { children } of root.children) {
    const [left, right] = assignmentIn(children[0]);
    const callee = right ? fieldOf(right, 'function') : undefined;
    const [given, ...options] = right ? argumentsOf(right) : [];
    const pattern = constantText(given, text);
    if (!left || !callee || pattern === null) continue;
    if (!options.every(({ start, end }) => keepsMeaning(text.slice(start, end)))) continue;
    if (text.slice(callee.start, callee.end).endsWith('compile'))
      patterns.set(text.slice(left.start, left.end), pattern);
  }
  return patterns;
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
