import { builtinModules } from 'node:module';

const NAMES: ReadonlySet<string> = new Set(builtinModules);

/** Whether a module is Node's own: `fs`, `fs/promises`. A specifier `node:fs` names no package anyway. */
export function isNodeModule(name: string): boolean {
  return NAMES.has(name);
}
