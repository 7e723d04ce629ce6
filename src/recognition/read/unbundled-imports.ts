import type { Program } from 'acorn';
import { otherRequires, requireNames, textOf } from '../../syntax/index.js';

/**
 * What bundlers write instead of a module that they did not find: `new Error("Cannot find module 'x'")`. The words alone may stand in
 * any text, and would hide that a package was not seen.
 */
const NOT_FOUND =
  /\bError\(\\{0,3}["'`](?:Cannot find module|Could not resolve) \\{0,3}["']([\w@./~-]{1,214})\\{0,3}["'](?:\\{0,3}["'`]| imported by)/g;

/**
 * Modules that a bundle's code imports and the bundle does not contain, besides those of a plain `require`: the code calls `require`
 * by another name, or the bundler did not find the module.
 */
export function unbundledImports(program: Program, text: string): string[] {
  const called = [...otherRequires(program, requireNames(text))].flatMap(
    ({ arguments: [first] }) => textOf(first) ?? [],
  );
  const missing = [...text.matchAll(NOT_FOUND)].flatMap(([, name]) => name ?? []);
  return [...called, ...missing];
}
