import { expect, test } from 'vitest';
import { joinFacts } from '../../src/functions/joinable-artifact.js';
import { NO_INVENTORY, type Inventory } from '../../src/model/index.js';

test('an inventory has the files that a handler can name, and the facts that analyses keep', () => {
  const inventory = { ...NO_INVENTORY, handlerFiles: ['index.js'], facts: { toy: 1 } };
  expect(joinFacts(inventory)).toMatchObject({ handlerFiles: new Set(['index.js']), facts: { toy: 1 } });
});

test('an inventory that an earlier version stored has neither', () => {
  const { handlerFiles, ...earlier } = NO_INVENTORY;
  expect(handlerFiles).toEqual([]);
  expect(joinFacts(earlier as Inventory)).toMatchObject({ handlerFiles: null, facts: null });
});
