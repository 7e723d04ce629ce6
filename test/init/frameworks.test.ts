import { expect, test } from 'vitest';
import { FRAMEWORKS } from '../../src/init/index.js';

function recognised(...names: string[]): string | undefined {
  const project = { names: new Set(names), readText: () => null };
  return FRAMEWORKS.find((framework) => framework.recognises(project))?.id;
}

test.each([
  [['cdk.json', 'template.yaml', 'package.json'], 'cdk'],
  [['serverless.yml', 'main.tf'], 'serverless'],
  [['vercel.json', 'netlify.toml'], 'vercel'],
  [['host.json', 'network.tf'], 'azure'],
  // An unreadable template does not count as SAM's.
  [['template.yaml'], 'plain'],
  [['constructor', '__proto__'], 'plain'],
  [[], 'plain'],
])('of %j it is %s', (names, id) => {
  expect(recognised(...names)).toBe(id);
});

test('output of a build lies in the project', () => {
  expect(FRAMEWORKS.filter(({ target }) => target.startsWith('/') || target.includes('..'))).toEqual([]);
});
