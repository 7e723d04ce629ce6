import type { PythonNode } from '../../syntax/index.js';
import { isDomainEnd } from './servers.js';

/** Parts of an address that name its server, and variables that hold them. */
const SERVER = /(?:^|\.)(?:host|hostname|netloc|domain)$/;
/** A text in quotes that begins with a dot, perhaps with more behind it: `"." + domain`, `f".{domain}"`. */
const DOTTED = /^[rf]?["']\./;
const TEXT = /^r?(["'])([^"'\\{}]{1,253})\1$/;

/** Whether an expression is the name of a server. */
export function pythonNamesServer(text: string): boolean {
  return SERVER.test(text);
}

/** Whether what ends with an expression, or with one of a tuple, is below a domain. */
export function pythonIsBelowDomain(end: PythonNode, text: string): boolean {
  if (end.type === 'tuple')
    return end.children.length > 0 && end.children.every((each) => pythonIsBelowDomain(each, text));
  const code = text.slice(end.start, end.end);
  if (end.type === 'string') {
    const [, , literal] = TEXT.exec(code) ?? [];
    return literal === undefined ? DOTTED.test(code) && code.startsWith('f') : isDomainEnd(literal);
  }
  return end.type === 'binary_operator' && DOTTED.test(code);
}
