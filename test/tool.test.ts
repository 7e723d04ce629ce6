import { expect, test } from 'vitest';
import { TOOL } from '../src/tool.js';
import { readProjectFile } from './support/project-files.js';

test('reports carry the name and version of package.json', () => {
  const { name, version } = JSON.parse(readProjectFile('package.json')) as Record<string, unknown>;
  expect(TOOL).toEqual({ name, version });
});
