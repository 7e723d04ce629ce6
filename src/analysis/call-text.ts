import { lastNames, type CallSite, type OutsideToken, type PropertyRead } from '../program/index.js';
import type { CallNames } from './call-names.js';

/** Characters before a text in which the name is searched that gets it. */
const NEAR = 400;
/** A name that gets a value, without the end of a statement behind it. */
const GIVEN = /(\w{1,80})\s{0,4}=(?![=>])[^;=]*$/;

/** Whether a call has a text, or a name in it that the code gives a value with the text: `options = OPTIONS`. */
export function says(wanted: string, call: string, code: string): boolean {
  if (call.includes(wanted)) return true;
  const names = new Set(call.match(/\b[A-Za-z_$][\w$]*/g));
  for (let at = code.indexOf(wanted); at >= 0; at = code.indexOf(wanted, at + wanted.length)) {
    const [, name = ''] = GIVEN.exec(code.slice(Math.max(0, at - NEAR), at)) ?? [];
    if (names.has(name)) return true;
  }
  return false;
}

/** Name of the method that a call calls; null of another call. */
export function methodName({ node }: CallSite): string | null {
  if (node.type !== 'CallExpression') return null;
  const callee = node.callee.type === 'ChainExpression' ? node.callee.expression : node.callee;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null;
  return callee.computed ? null : callee.property.name;
}

/** Whether code reads a part of an event that the platform chooses. */
export function isTrusted(
  { trusted }: CallNames,
  { name, place }: Pick<PropertyRead, 'name' | 'place'>,
): boolean {
  const path = `.${lastNames(place.node) ?? name}`;
  return trusted.some((each) => path.endsWith(`.${each}`));
}

/** Whether a function of the language lists the property names of an object. Names that the code itself writes are no data. */
export function listsNames({ module, path }: OutsideToken): boolean {
  return (
    module === '' && path[0] === 'Object' && /^(?:keys|entries|getOwnPropertyNames)$/.test(path[1] ?? '')
  );
}
