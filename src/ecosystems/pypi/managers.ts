import type { ForcedVersion, PackageManager, RequiredVersion } from '../package-manager.js';

type Pinned = Pick<RequiredVersion, 'name' | 'version' | 'folder'>;

/** Into the folder of a function or layer, where that is known. https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-t */
function pipInstall({ name, version, folder }: Pinned): string {
  const target = folder === undefined ? '' : ` --upgrade --target ${folder}`;
  return `pip install${target} '${name}==${version}'`;
}

/** https://pip.pypa.io/en/stable/user_guide/#constraints-files */
const pip = {
  id: 'pip',
  install: 'pip install -r requirements.txt',
  add: (wanted: Pinned) => pipInstall(wanted),
  remove: (name: string) => `pip uninstall ${name}`,
  force: (wanted: ForcedVersion) => pipInstall(wanted),
} satisfies PackageManager;

/** https://docs.astral.sh/uv/reference/cli/ */
const uv = {
  id: 'uv',
  install: 'uv sync',
  add: ({ name, version }: Pinned) => `uv add '${name}==${version}'`,
  remove: (name: string) => `uv remove ${name}`,
  force: ({ name, version }: ForcedVersion) => `uv lock --upgrade-package '${name}==${version}' && uv sync`,
} satisfies PackageManager;

/** https://python-poetry.org/docs/cli/ has no override: a version of an indirect dependency is required directly. */
const poetry = {
  id: 'poetry',
  install: 'poetry install',
  add: ({ name, version }: Pinned) => `poetry add '${name}==${version}'`,
  remove: (name: string) => `poetry remove ${name}`,
  force: ({ name, version }: ForcedVersion) => `poetry add '${name}==${version}'`,
} satisfies PackageManager;

/** https://pdm-project.org/latest/usage/dependency/ */
const pdm = {
  id: 'pdm',
  install: 'pdm sync',
  add: ({ name, version }: Pinned) => `pdm add '${name}==${version}'`,
  remove: (name: string) => `pdm remove ${name}`,
  force: ({ name, version }: ForcedVersion) => `pdm add '${name}==${version}'`,
} satisfies PackageManager;

/** https://pipenv.pypa.io/en/latest/commands.html */
const pipenv = {
  id: 'pipenv',
  install: 'pipenv sync',
  add: ({ name, version }: Pinned) => `pipenv install '${name}==${version}'`,
  remove: (name: string) => `pipenv uninstall ${name}`,
  force: ({ name, version }: ForcedVersion) => `pipenv install '${name}==${version}'`,
} satisfies PackageManager;

export const PYTHON_MANAGERS: readonly PackageManager[] = [pip, uv, poetry, pdm, pipenv];
