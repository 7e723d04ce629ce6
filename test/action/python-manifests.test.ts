import { expect, it, test } from 'vitest';
import {
  isPythonLockfile,
  pythonManifestLines,
  pythonManifestsAmong,
} from '../../src/action/python-manifests.js';

const PROJECT = `[build-system]
requires = ["hatchling"]

[project]
name = "app"
dependencies = [
  "Jinja2==2.11.2",
  "requests[socks]>=2",
]
version = "1"

[project.optional-dependencies]
excel = ["openpyxl>=3", "xlrd"]

[tool.ruff]
select = ["E"]
`;

const POETRY = `[tool.poetry.dependencies]
python = "^3.9"
Flask = "^2"

[tool.poetry.group.dev.dependencies]
pytest = "*"
`;

const LOCK = `version = 1

[[package]]
name = "jinja2"
version = "2.11.2"
dependencies = [
    { name = "markupsafe" },
]

[[package]]
name = "markupsafe"
version = "1.1.1"
`;

const PIPFILE_LOCK = `{
    "default": {
        "jinja2": {
            "index": "pypi",
            "version": "==2.11.2"
        }
    }
}`;

test.each<[path: string, text: string, name: string, line: number | undefined]>([
  ['requirements.txt', '# x\nJinja2==2.11.2 # why\n', 'jinja2', 2],
  ['requirements.txt', '# x\nJinja2==2.11.2\n', 'jinja2@2.11.2', 2],
  ['requirements.txt', 'zope.interface>=5\n', 'zope-interface', 1],
  ['requirements.txt', 'a[b] == 1.0 ; python_version < "3"\n', 'a@1.0', 1],
  ['requirements.txt', '-r base.txt\n--index-url https://x.example.invalid\n', 'r', undefined],
  ['fn/requirements/prod.txt', 'a\r\nb\r\n', 'b', 2],
  ['pyproject.toml', PROJECT, 'jinja2', 7],
  ['pyproject.toml', PROJECT, 'jinja2@2.11.2', 7],
  ['pyproject.toml', PROJECT, 'requests', 8],
  ['pyproject.toml', PROJECT, 'openpyxl', 13],
  ['pyproject.toml', PROJECT, 'xlrd', 13],
  ['pyproject.toml', PROJECT, 'excel', undefined],
  ['pyproject.toml', PROJECT, 'version', undefined],
  ['pyproject.toml', PROJECT, 'hatchling', undefined],
  ['pyproject.toml', PROJECT, 'e', undefined],
  ['pyproject.toml', '[project]\ndependencies = ["a"]\nname = "b"\n', 'name', undefined],
  ['pyproject.toml', POETRY, 'flask', 3],
  ['pyproject.toml', POETRY, 'pytest', 6],
  ['Pipfile', '[packages]\nrequests = "*"\n', 'requests', 2],
  ['uv.lock', LOCK, 'jinja2', 4],
  ['uv.lock', LOCK, 'jinja2@2.11.2', 4],
  ['poetry.lock', LOCK, 'markupsafe', 11],
  ['poetry.lock', LOCK, 'markupsafe@1.1.1', 11],
  ['Pipfile.lock', PIPFILE_LOCK, 'jinja2', 3],
  ['Pipfile.lock', PIPFILE_LOCK, 'jinja2@2.11.2', 3],
])('%s: %# %s %s', (...[path, text, name, line]) => {
  expect(pythonManifestLines(path, text).get(name)).toBe(line);
});

it('takes names of objects for names', () => {
  const lines = pythonManifestLines('requirements.txt', 'constructor==1\n');
  expect([lines.get('constructor'), lines.get('toString')]).toEqual([1, undefined]);
});

it('looks at lists and manifests before lockfiles, and at nothing else', () => {
  const paths = [
    'z/uv.lock',
    'app.py',
    'pyproject.toml',
    'requirements-dev.txt',
    'notes.txt',
    'a/requirements.txt',
  ];
  expect(pythonManifestsAmong(paths)).toEqual([
    'a/requirements.txt',
    'requirements-dev.txt',
    'pyproject.toml',
    'z/uv.lock',
  ]);
  expect(['uv.lock', 'requirements.txt', 'x'].map(isPythonLockfile)).toEqual([true, false, false]);
});
