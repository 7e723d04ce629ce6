import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = `
import os
from pydantic import BaseModel
class Q(BaseModel):
    author: str
    n: int
`;

test.each([
  ['a number of a record', '"select {0.n}".format(q)', false],
  ['a text of a record', '"select {0.author}".format(q)', true],
  ['a text of a record by its name', '"select {q.author!r}".format(q=q)', true],
  ['all of a record', '"select {}".format(q)', true],
  ['a number beside a record', '"select {0.n} {1}".format(q, q.n * 50)', false],
  ['a text beside a record', '"select {0.n} {1}".format(q, q.author)', true],
])('a format takes %s', async (_what, format, is) => {
  const code = `${START}def handler(event, context):\n    q = Q(**event)\n    os.system(${format})\n`;
  expect((await rulesBroken({ 'app.py': code }, SHIPPED_FLOWS)).includes('flows/command')).toBe(is);
});
