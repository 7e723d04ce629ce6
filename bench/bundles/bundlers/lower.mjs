// Rewrites modules for an older language, for the bundlers that leave that to a plugin: as esbuild's plugins for them do.
import { requireTool } from '../folders.mjs';

/** Above this a module is data. */
const MAX_CHARACTERS = 3_000_000;

/** @returns {Promise<{ code: string, map: string } | null>} null when it is left as it is */
export async function lower(code, path, target) {
  if (!/\.[cm]?js$/.test(path) || code.length > MAX_CHARACTERS) return null;
  const options = {
    target,
    // What imports and exports are called is the bundler's business.
    supported: { 'arbitrary-module-namespace-names': true },
    sourcefile: path,
    sourcemap: 'external',
    logLevel: 'silent',
    loader: 'js',
  };
  return requireTool('esbuild').transform(code, options);
}
