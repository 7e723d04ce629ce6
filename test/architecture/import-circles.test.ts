import { expect, test } from 'vitest';
import { readSource } from '../support/source-imports.js';
import { importCircles } from './import-circles.js';
import { importViolations } from './import-rules.js';

test('a circle of imports is caught, of types too', () => {
  const files = [
    readSource('src/model/a.ts', "import { b } from './b.js';"),
    readSource('src/model/b.ts', "import type { C } from './c.js';"),
    readSource('src/model/c.ts', "export { a } from './a.js';"),
  ];
  expect(importCircles(files)).toEqual(['src/model/a.ts → src/model/b.ts → src/model/c.ts → src/model/a.ts']);
  expect(importCircles(files.slice(0, 2))).toEqual([]);
});

test('a step that imports a later one is caught', () => {
  const file = readSource('src/recognition/read/a.ts', "import { x } from '../select/recognise.js';");
  expect(importViolations([file])).toEqual([expect.stringContaining('read comes before select')]);
});
