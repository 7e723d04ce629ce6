import { expect, test } from 'vitest';
import { featureOfText } from '../../../src/recognition/features/tree-walk.js';
import { readSource } from '../../../src/recognition/features/read-source.js';
import { parseScript } from '../../../src/syntax/index.js';

test.each(['f("3.1.2")', "var a = '3.1.2';", 'var a = `3.1.2`;', 'var a = {"b": "3.1.2"};'])(
  'a text is recognised by the feature that it gives in %s',
  (code) => {
    const program = parseScript(code);
    const { hashes } = program ? readSource(program).features : { hashes: [] };
    expect([...hashes]).toContain(featureOfText('3.1.2'));
    expect([...hashes]).not.toContain(featureOfText('3.1.3'));
  },
);
