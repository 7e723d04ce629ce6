import { expect, test } from 'vitest';
import { PythonModules } from '../../../src/ecosystems/index.js';
import { ModuleUnits } from '../../../src/program/python-flow/module-units.js';
import { parsePython, type PythonScript } from '../../../src/syntax/index.js';

async function unitsOf(...paths: readonly string[]): Promise<ModuleUnits> {
  const scripts = new Map<string, PythonScript>();
  for (const path of paths) {
    const script = await parsePython('x = 1\n');
    if (typeof script !== 'string') scripts.set(path, script);
  }
  return new ModuleUnits({ scripts, modules: new PythonModules(scripts.keys()), roots: [''] });
}

test('modules are found from the roots, or from the folder of the file that imports them', async () => {
  const units = await unitsOf('app.py', 'a/__init__.py', 'a/b.py', 'b.py');
  const found = (parts: readonly string[], level: number): readonly string[] =>
    units.find(parts, level, 'a/c.py').map(({ path }) => path);
  expect(found(['a', 'b'], 0)).toEqual(['a/__init__.py', 'a/b.py']);
  expect(found(['b'], 1)).toEqual(['a/b.py']);
  expect(found(['b'], 2)).toEqual(['b.py']);
  expect(found(['missing'], 0)).toEqual([]);
  expect(units.at('missing.py')).toBeNull();
});
