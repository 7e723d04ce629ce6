import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { analyseArtifact } from '../../src/workers/analyse-artifact.js';
import type { VerifyOptions } from '../../src/workers/index.js';
import type { PackageFiles, RegistryServer } from './registry-server.js';
import { temporaryFolder } from './temporary-folder.js';

export const CODE = "'use strict';\n// One\nmodule.exports = function one() {\n  return 1;\n};\n";

/** Files of a package as it is published. */
export function packageFiles(name: string, fields: object = {}): Record<string, string> {
  const manifest = { name, version: '1.0.0', main: 'index.js', ...fields };
  return { 'package.json': JSON.stringify(manifest), 'index.js': CODE, 'README.md': `# ${name}\n` };
}

export function manifestWith(name: string, fields: object): Record<string, string> {
  return { 'package.json': packageFiles(name, fields)['package.json'] ?? '' };
}

/** The same where it is installed. */
export function installed(name: string, files: PackageFiles): [string, string][] {
  return Object.entries(files)
    .filter(([, text]) => text !== undefined)
    .map(([path, text]) => [`node_modules/${name}/${path}`, String(text)]);
}

/** Settings for requests to a local registry. */
export function verifyAt(server: RegistryServer, fields: Partial<VerifyOptions> = {}): VerifyOptions {
  return {
    all: false,
    cacheDir: temporaryFolder(),
    offline: false,
    concurrency: 4,
    npmConfig: { registry: server.url },
    pipConfig: { indexes: [], certificates: [], trustedHosts: [] },
    maxMillis: 60_000,
    ...fields,
  };
}

/** Analyses a zip, and compares it with published packages if `verify` is given. */
export function analyse(hostPath: string, verify: VerifyOptions | null) {
  return analyseArtifact({
    hostPath,
    isDirectory: false,
    kind: 'function',
    extraFiles: new Map(),
    limits: DEFAULT_LIMITS,
    signatures: { version: 'none', rules: [] },
    fingerprints: null,
    cache: null,
    verify,
    closure: null,
  });
}
