import { builtinModules } from 'node:module';

const NAMES: ReadonlySet<string> = new Set(builtinModules);

/** Whether Node brings a module itself: `fs`, `fs/promises`. What is asked for as `node:fs` names no package anyway. */
export function isNodeModule(name: string): boolean {
  return NAMES.has(name);
}
