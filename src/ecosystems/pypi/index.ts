import { pep440 } from '../../versions/index.js';
import type { Ecosystem } from '../ecosystem.js';
import { isProvidedByPythonRuntime } from './lambda-runtime.js';
import { PYTHON_MANAGERS } from './managers.js';
import { PYPI_NAMES } from './names.js';
import { KNOWN_NAMES, TARGET_NAMES } from './popular-names.js';
import { PYTHON_HANDLERS, PYTHON_IMPORTS } from './python-imports.js';

export const pypi = {
  id: 'pypi',
  title: 'PyPI (Python)',
  name: 'PyPI',
  purlType: 'pypi',
  securityHubName: 'PIP',
  names: PYPI_NAMES,
  versions: pep440,
  managers: PYTHON_MANAGERS,
  upgradeNote:
    'advisories do not say which Python a release needs; with --python-version 3.x --only-binary=:all: pip refuses what has no wheel for it.',
  packageFolders: ['site-packages', 'dist-packages'],
  isFound: true,
  popularNames: { targets: TARGET_NAMES, known: KNOWN_NAMES, trustedScripts: '' },
  imports: PYTHON_IMPORTS,
  handlers: PYTHON_HANDLERS,
  isProvidedByRuntime: isProvidedByPythonRuntime,
} satisfies Ecosystem;
