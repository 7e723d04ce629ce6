import { it } from 'vitest';
import { expectLinear } from '../../support/expect-linear.js';
import { extractNpm, type Content } from '../../support/npm-tree.js';

const HOST = { name: 'h', version: '1.0.0' };

it('packages below samples of an installed package are searched for in linear time, however many samples and names there are', async () => {
  await expectLinear(
    2000,
    (count): Record<string, Content> => {
      const numbers = Array.from({ length: count }, (_, at) => at);
      const samples = numbers.map((at) => [
        `node_modules/h/test/${at}/node_modules/b/`,
        { name: 'b', version: '2.0.0' },
      ]);
      const names = numbers.map((at) => `require('./test/${at}/x'); require('h/test/${at}/node_modules/b')`);
      return {
        ...Object.fromEntries(samples),
        'node_modules/h/': HOST,
        'node_modules/h/index.js': names.join('\n'),
      };
    },
    (files) => extractNpm(files),
  );
});
