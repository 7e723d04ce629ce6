import { expect, it } from 'vitest';
import { possibleScripts } from '../../src/program/possible-scripts.js';
import { memoryTree } from '../support/memory-tree.js';

const unknownSyntax = 'import defer * as x from "y"; eval(x)';

it('files that begin as scripts are possible ones, and text of any syntax where something names it', async () => {
  const tree = memoryTree({
    'a.dat': 'module.exports = require("b")',
    'b.dat': unknownSyntax,
    'c.json': JSON.stringify({ text: 'x'.repeat(200) }),
    'd.png': Buffer.alloc(300, 0x89),
  });
  const paths = [...tree.files.keys()];
  expect(await possibleScripts(tree, paths)).toEqual(['a.dat']);
  // An earlier result does not count once a script or manifest names the file.
  expect(await possibleScripts(tree, paths, { isNamed: () => true })).toEqual(['a.dat', 'b.dat']);
  expect(await possibleScripts(tree, paths)).toEqual(['a.dat']);
});

it('classes in the jars of libraries are read only where something names them', async () => {
  const script = 'module.exports = require("b")';
  const tree = memoryTree({ 'lib/x.jar!/A.class': script, 'lib/x.jar!/a.dat': script, 'A.class': script });
  const paths = [...tree.files.keys()];
  expect(await possibleScripts(tree, paths)).toEqual(['A.class', 'lib/x.jar!/a.dat']);
  expect(await possibleScripts(tree, paths, { isNamed: () => true })).toEqual(paths);
});
