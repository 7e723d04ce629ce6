import module from 'node:module';
import { makeFolder, PRIVATE_MODE } from '../locks/index.js';

/** From version 22.8 on, Node can keep the code that it compiled; Node 20 has no such function. */
type EnableCompileCache = (folder: string) => { readonly directory?: string };

/**
 * Has Node keep what it compiles from now on for the next start, in a folder that nobody else may write.
 * @returns whether it does. A build server starts once, and a folder that cannot be made costs the next start its time.
 */
export function keepCompiledCode(folder: string, env: NodeJS.ProcessEnv = process.env): boolean {
  const { enableCompileCache } = module as { enableCompileCache?: EnableCompileCache };
  if (!enableCompileCache || env['CI']) return false;
  try {
    makeFolder(folder, PRIVATE_MODE);
  } catch {
    return false;
  }
  return enableCompileCache(folder).directory !== undefined;
}
