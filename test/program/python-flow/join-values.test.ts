import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { calledFormat } from '../../../src/program/python-flow/join-values.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const HEAD = `import smtplib, dataclasses, urllib.request
@dataclasses.dataclass
class Mail:
    to: str
    text: str
smtp = smtplib.SMTP("mail.example.invalid")
def send(text):
    smtp.sendmail("a@example.invalid", ["b@example.invalid"], text)
HEAD = "From: a\\r\\nSubject: {subject}\\r\\n\\r\\n{text}"
OLD = "From: a\\r\\nSubject: %s\\r\\n\\r\\n%s"
NAMED = "From: a\\r\\nSubject: %(subject)s\\r\\n\\r\\n%(text)s"
def handler(event, context):
    e = event["a"]
`;

async function broken(line: string): Promise<string[]> {
  return rulesBroken({ 'app.py': `${HEAD}    ${line}\n` }, SHIPPED_FLOWS);
}

test.each([
  'send(HEAD.format(subject=e, text="x"))',
  'send(HEAD.format(**event))',
  'send(HEAD.format_map({"subject": e, "text": "x"}))',
  String.raw`send("Subject: {}\n{}".format(e, "x"))`,
  String.raw`send("Subject: {1}\n{0}".format("x", e))`,
  String.raw`send("Subject: {m.text}\n".format(m=Mail(to="x", text=e)))`,
  String.raw`send("{{}}\nSubject: {}\n".format(e))`,
  'send(HEAD.replace("{subject}", e))',
  'send(OLD % (e, "x"))',
  'send(OLD % (e, "x") + "x")',
  'send(NAMED % {"subject": e, "text": "x"})',
  String.raw`send("100%%\nSubject: %s\n" % e)`,
  String.raw`send("From: a\n%s" % ("Subject: %s\n" % e))`,
])('a value stands behind the text before its place: %s', async (line) => {
  expect(await broken(line)).toEqual(['flows/header']);
});

test('a field that a model lets through only as a few texts is no data', async () => {
  const code = `import sqlite3
from typing import Literal
from fastapi import Depends, FastAPI
from mangum import Mangum
from pydantic import BaseModel
class Query(BaseModel):
    author: str | None = None
    sort: Literal["title", "year"] = "title"
app = FastAPI()
@app.get("/books")
def books(q: Query = Depends()):
    return sqlite3.connect("a").execute("SELECT 1 ORDER BY {0.FIELD} LIMIT {n}".format(q, n=1)).fetchall()
handler = Mangum(app)
`;
  const found = (field: string) => rulesBroken({ 'app.py': code.replace('FIELD', field) }, SHIPPED_FLOWS);
  expect(await found('sort')).toEqual([]);
  expect(await found('author')).toEqual(['flows/sql']);
});

test.each([
  'send(HEAD.format(subject="x", text=e))',
  'send(HEAD.format_map({"subject": "x", "text": e}))',
  String.raw`send("Subject: {1}\n\n{0}".format(e, "x"))`,
  String.raw`send("Subject: {m.to}\n\n".format(m=Mail(to="x", text=e)))`,
  'send(HEAD.replace("{text}", e))',
  'send(OLD % ("x", e))',
  'send(NAMED % {"subject": "x", "text": e})',
  String.raw`send("Subject: %d\n" % e)`,
  String.raw`send("Subject: {:.2f}\n".format(e))`,
  'urllib.request.urlopen("https://a.example.invalid/{}".format(e))',
  'urllib.request.urlopen("https://a.example.invalid/%s" % e)',
])('what stands elsewhere, or is a number, is in no header: %s', async (line) => {
  expect(await broken(line)).toEqual([]);
});

const text = (each: string) => ({ kind: 'text', key: each, text: each }) as const;

test('a format of which a text is not known has no places', () => {
  const args = { positional: [], named: new Map() };
  expect(calledFormat('format', [], args)).toBeNull();
  expect(calledFormat('replace', [text('{}')], args)).toBeNull();
  expect(calledFormat('format', [text('{}'), { kind: 'environment', key: 'A', name: 'A' }], args)).toBeNull();
});

test('places of a format beyond the limit stand for any value', () => {
  const args = { positional: [[text('a')], [text('b')]], named: new Map() };
  const parts = calledFormat('format', [text('{0}'.repeat(60))], args);
  expect(parts?.at(0)?.values).toEqual([text('a')]);
  expect(parts?.at(-2)?.values).toEqual([text('a'), text('b')]);
});
