import { expect, test } from 'vitest';
import { rulesBroken } from '../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../support/shipped-flows.js';

const START = `
import os, sqlite3
from enum import Enum
from typing import Annotated, Literal, TypedDict
from fastapi import Depends, FastAPI, Query, Request
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel
app = FastAPI()
oauth = OAuth2PasswordBearer(tokenUrl="t")
class Sort(str, Enum):
    a = "a"
class Req(BaseModel):
    n: int
    s: str
class Named(TypedDict):
    s: str
class Filter:
    def __init__(self, sort: str = "id", limit: int = 10):
        self.sort = sort
        self.limit = limit
class Service:
    def __init__(self, name: str = "a"):
        self.name = name
    def go(self):
        os.system(self.name)
def paging(order: str = "id", page: int = 0):
    return {"order": order, "page": page}
def current(request: Request):
    return request.headers["x-user"]
def opened():
    yield {"fixed": "a"}
def loop(x=Depends(loop)):
    return x
`;

async function isRun(parameters: string, text: string): Promise<boolean> {
  const code = `@app.post("/x")\nasync def x(${parameters}):\n    os.system(f"run {${text}}")\n`;
  return (await rulesBroken({ 'app.py': START + code }, SHIPPED_FLOWS)).includes('flows/command');
}

test.each([
  ['a text', 'a: str', 'a', true],
  ['a number', 'a: int', 'a', false],
  ['one of an enumeration', 'a: Sort', 'a', false],
  ['one of a few texts', 'a: Literal["a", "b"] = "a"', 'a', false],
  ['a text that fits a pattern', 'a: str = Query("id", pattern="^[a-z]+$")', 'a', false],
  ['a text whose type has a pattern', 'a: Annotated[str, Query(pattern="^[a-z]+$")] = "id"', 'a', false],
  ['a text with a weak pattern', 'a: str = Query("id", pattern="[a-z]+")', 'a', true],
  ['a number of a body', 'req: Req', 'req.n', false],
  ['a text of a body', 'req: Req', 'req.s', true],
  ['a body as JSON', 'req: Req', 'req.json()', true],
  ['a dictionary', 'req: Named', 'req["s"]', true],
  ['a request', 'request: Request', '(await request.json())["a"]', true],
  ['a number of a dependency', 'p: dict = Depends(paging)', 'p["page"]', false],
  ['a text of a dependency', 'p: dict = Depends(paging)', 'p["order"]', true],
  ['a number of a class', 'f: Annotated[Filter, Depends()]', 'f.limit', false],
  ['a text of a class', 'f: Annotated[Filter, Depends()]', 'f.sort', true],
  ['a text of a class by default', 'f: Filter = Depends()', 'f.sort', true],
  ['a text of a model as a class', 'f: Req = Depends()', 'f.s', true],
  ['what a class does with it', 's: Service = Depends()', 's.go()', true],
  ['what a function takes of a request', 'user=Depends(current)', 'user', true],
  ['what a generator yields', 'o=Depends(opened)', 'o["fixed"]', false],
  ['what another package gives', 'token: str = Depends(oauth)', 'token', true],
  ['functions that depend on themselves', 'a: int, b=Depends(loop)', 'a', false],
])('FastAPI fills a parameter with %s', async (...row) => {
  const [, parameters, text, is] = row;
  expect(await isRun(parameters, text)).toBe(is);
});

test('classes of another module limit what parameters get', async () => {
  const app = `from fastapi import Depends, FastAPI\nfrom models import Req, Both\napp = FastAPI()\nimport os\n@app.get("/a")\ndef a(q: Req = Depends(), b: Both = None):\n    os.system(f"run {q.n} {b.n}")\n`;
  const models =
    'from pydantic import BaseModel\nclass Req(BaseModel):\n    n: int\nclass Both(Req):\n    s: str\n';
  expect(await rulesBroken({ 'app.py': app, 'models.py': models }, SHIPPED_FLOWS)).toEqual([]);
  expect(
    await rulesBroken({ 'app.py': app.replace('b.n', 'b.s'), 'models.py': models }, SHIPPED_FLOWS),
  ).toEqual(['flows/command']);
});
