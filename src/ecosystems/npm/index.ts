import { semver } from '../../versions/index.js';
import type { Ecosystem } from '../ecosystem.js';
import { isProvidedByNodeRuntime } from './lambda-runtime.js';
import { NPM_MANAGERS } from './managers.js';
import { isPackageName } from './package-names.js';
import { NODE_HANDLERS, NODE_IMPORTS } from './node-imports.js';
import { KNOWN_NAMES, TARGET_NAMES, TRUSTED_SCRIPT_NAMES } from './popular-names.js';

export const npm = {
  id: 'npm',
  title: 'npm (JavaScript)',
  name: 'npm',
  purlType: 'npm',
  securityHubName: 'NPM',
  names: { separator: '/', isPackageName, normalise: (name) => name },
  versions: semver,
  managers: NPM_MANAGERS,
  packageFolders: ['node_modules'],
  isFound: true,
  popularNames: { targets: TARGET_NAMES, known: KNOWN_NAMES, trustedScripts: TRUSTED_SCRIPT_NAMES },
  imports: NODE_IMPORTS,
  handlers: NODE_HANDLERS,
  isProvidedByRuntime: isProvidedByNodeRuntime,
} satisfies Ecosystem;
