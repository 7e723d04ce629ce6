import type { OutsideToken } from '../../program/index.js';
import { isListed, type BehaviourNames } from './behaviour-names.js';
import { CALLERS } from './mark-methods.js';
import type { Mark } from './marks.js';

/** Names of the global object. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'global', 'self', 'window']);

/** Stands in models for `import()`. */
export const IMPORTING: OutsideToken = { kind: 'outside', module: '', path: ['import'] };

/** Stands in models for `require()`. */
export const REQUIRING: OutsideToken = { kind: 'outside', module: '', path: ['require'] };

/** A method of an object of which nothing is known. */
export function anyMethod(name: string): OutsideToken {
  return { kind: 'outside', module: 'any', path: [name] };
}

/** Names of a member without what calls it (`request.apply(this, given)` calls `request`) and without the global object. */
function plainPath({ module, path }: OutsideToken): readonly string[] {
  const isCalled = path.length > 1 && CALLERS.has(path.at(-1) ?? '');
  const names = isCalled ? path.slice(0, -1) : path;
  const isGlobal = module === '' && names.length > 1 && GLOBAL_OBJECTS.has(names[0] ?? '');
  return isGlobal ? names.slice(1) : names;
}

/** `node -e` and minified code have modules under names that no code declares: `fs.readFileSync`. */
export function memberOf({ modules }: BehaviourNames, token: OutsideToken): OutsideToken {
  const path = plainPath(token);
  const [module = '', ...names] = path;
  const isModule = token.module === '' && names.length > 0 && modules.has(module) && module !== 'process';
  return isModule ? { kind: 'outside', module, path: names } : { ...token, path };
}

/** Whether rules name members of what a call gives. */
export function hasKnownResult({ modules, sinks }: BehaviourNames, callee: OutsideToken): boolean {
  return modules.has(callee.module) || sinks.knowsResult(callee);
}

/** Whether a call gives what it takes in another form, which is no longer what the mark says: encoded text is not decoded. */
export function isUndone({ calls }: BehaviourNames, callee: OutsideToken, mark: Mark | null): boolean {
  return mark?.is === 'taken' && calls.find(callee).some(({ undoes }) => undoes.includes(mark.kind));
}

/** Whether a call makes a regular expression: `new RegExp(text)`. */
export function makesPattern({ module, path }: OutsideToken): boolean {
  return module === '' && path.join('.') === 'RegExp';
}

/** Whether what a call gives holds nothing of what it is given. */
export function answers({ calls, ...names }: BehaviourNames, callee: OutsideToken): boolean {
  if (calls.find(callee).some(({ passes }) => !passes)) return true;
  const { clean, names: lists, sinks, writers, paths, uses } = names;
  return [clean, lists, sinks, writers, paths, uses].some((table) => isListed(table, callee));
}
