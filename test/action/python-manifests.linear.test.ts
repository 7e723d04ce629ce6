import { it } from 'vitest';
import { pythonManifestLines } from '../../src/action/python-manifests.js';
import { expectLinear } from '../support/expect-linear.js';

it.each<[path: string, textOf: (size: number) => string]>([
  ['requirements.txt', (size) => `${'a'.repeat(size)}\n${'a['.repeat(size)}\na${' '.repeat(size)}==\n`],
  ['pyproject.toml', (size) => `[project]\ndependencies = [${'"a", '.repeat(size)}\n${'['.repeat(size)}\n`],
  ['uv.lock', (size) => `name = ${'"'.repeat(size)}\nversion =${' '.repeat(size)}\n`],
  ['Pipfile.lock', (size) => `${' '.repeat(size)}"\n "${'a'.repeat(size)}\n`],
])('takes linear time for %s', (path, textOf) =>
  expectLinear(100_000, textOf, (text) => pythonManifestLines(path, text)),
);
