import { expect, test } from 'vitest';
import { rulesBroken } from '../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../support/shipped-flows.js';

const START = `
import os, json
from enum import Enum
from typing import Annotated, Literal, Optional, TypedDict
from pydantic import BaseModel, Field, StringConstraints, constr
from aws_lambda_powertools.utilities.parser import event_parser, parse
class Mode(str, Enum):
    a = "a"
Kind = Literal["a", "b"]
class Inner(BaseModel):
    n: int
    s: str
class Node(BaseModel):
    n: int
    s: str
    children: list["Node"]
class Req(BaseModel):
    n: int
    s: str
    m: Mode
    k: Optional[Kind] = None
    p: str = Field(
        default="a",
        pattern=r"^[a-z]+$",
    )
    w: str = Field(..., pattern=r"[a-z]+")
    l: list[str]
    i: list[int]
    inner: Inner
    inners: list[Inner]
    node: Node
class Named(TypedDict):
    s: str
`;

async function isRun(code: string): Promise<boolean> {
  return (await rulesBroken({ 'app.py': START + code }, SHIPPED_FLOWS)).includes('flows/command');
}

const handler = (steps: string): string => `def handler(event, context):\n    ${steps}\n`;

test.each([
  ['n', false],
  ['m', false],
  ['k', false],
  ['p', false],
  ['i[0]', false],
  ['inner.n', false],
  ['inners[0].n', false],
  ['node.children[0].children[0].n', false],
  ['s', true],
  ['w', true],
  ['l[0]', true],
  ['inner.s', true],
  ['inners[0].s', true],
  ['node.children[0].children[0].s', true],
  ['model_dump()["n"]', false],
  ['model_dump()["s"]', true],
  ['json()', true],
])('the field %s of a model runs: %s', async (field, is) => {
  for (const made of ['Req(**event)', 'Req.model_validate(event)', 'Req.model_validate_json(event["body"])'])
    expect(await isRun(handler(`r = ${made}; os.system(f"run {r.${field}}")`))).toBe(is);
});

test.each([
  ['parse(event=event, model=Req)', false, true],
  ['parse(event, Req)', false, true],
  ['parse(event, Req, envelope)[0]', false, true],
  ['parse(event, unknown)', true, true],
])('%s gives an instance of the model', async (made, number, text) => {
  expect(await isRun(handler(`r = ${made}; os.system(f"run {r.n}")`))).toBe(number);
  expect(await isRun(handler(`r = ${made}; os.system(f"run {r.s}")`))).toBe(text);
});

test.each([
  ['@event_parser(model=Req)', 'event'],
  ['@event_parser', 'event: Req'],
  ['@event_parser(model=Req)\n@logged', 'event'],
])('the event of a handler with %s is an instance of the model', async (decorator, parameter) => {
  const code = (field: string): string =>
    `${decorator}\ndef handler(${parameter}, context):\n    os.system(f"run {event.${field}}")\n`;
  expect(await isRun(code('n'))).toBe(false);
  expect(await isRun(code('s'))).toBe(true);
});

test('a decorator of another function says nothing of the event', async () => {
  const code =
    '@event_parser(model=Req)\ndef other(event, context):\n    pass\n\ndef handler(event, context):\n    os.system(event.n)\n';
  expect(await isRun(code)).toBe(true);
});
