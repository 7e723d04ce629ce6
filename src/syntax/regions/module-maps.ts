import type { AnyNode, ArrayExpression, ObjectExpression, Property, SpreadElement } from 'acorn';
import { isWrapper, regionOf, type FunctionNode, type ModuleRegion } from './module-region.js';

/** Shorter lists of functions are ordinary code. */
const MIN_LIST = 3;
const MIN_LIST_LENGTH = 2048;

/** Keys of modules are numbers, short hashes or paths: names of methods have no such mark. */
const MODULE_MARK = /[\d./]/;

/** The name of a property; null when it is computed. */
export function keyOf({ key, computed }: Property): string | null {
  if (computed) return null;
  if (key.type === 'Literal') return String(key.value);
  return key.type === 'Identifier' ? key.name : null;
}

/** `123: function (module) {…}`, or browserify's `123: [function (require, module) {…}, {…}]`. */
function moduleOf(value: AnyNode): FunctionNode | null {
  const inner = value.type === 'ArrayExpression' && value.elements.length === 2 ? value.elements[0] : value;
  return isWrapper(inner) ? inner : null;
}

type KeyedRegion = ModuleRegion & { readonly key: string };

function entryOf(property: Property | SpreadElement): KeyedRegion | null {
  if (property.type !== 'Property' || property.kind !== 'init') return null;
  const scope = moduleOf(property.value);
  const key = keyOf(property);
  return scope && key !== null ? { ...regionOf(property, scope), key } : null;
}

/** Whether keys are module ids. If modules have paths as ids, modules outside the bundle have names (`fs`). */
function areModules(entries: readonly KeyedRegion[]): boolean {
  const names = entries.filter(({ key }) => !MODULE_MARK.test(key));
  return names.length === 0 || entries.filter(({ key }) => key.includes('/')).length > names.length;
}

/** The modules of an object that webpack, rspack, ncc and browserify keep them in; none when it is any other object. */
export function modulesOfMap({ properties }: ObjectExpression): ModuleRegion[] {
  const entries: KeyedRegion[] = [];
  for (const property of properties) {
    const entry = entryOf(property);
    if (!entry) return [];
    entries.push(entry);
  }
  return areModules(entries) ? entries : [];
}

/** The same of a list, where a module's number is its place. */
export function modulesOfList({ elements, start, end }: ArrayExpression): ModuleRegion[] {
  if (elements.length < MIN_LIST || end - start < MIN_LIST_LENGTH) return [];
  const functions = elements.filter((element) => element !== null);
  return functions.every(isWrapper) ? functions.map((scope) => regionOf(scope, scope)) : [];
}
