import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

test.each([
  [
    'helper raises nothing',
    String.raw`import os, re
def need(x):
    if not x:
        raise ValueError("no")

def handler(event, context):
    need(event["id"])
    os.system("ls " + event["id"])
`,
  ],
  [
    'a function that says so of short ones',
    String.raw`import os, re
def is_good(x):
    if len(x) < 3:
        return True
    return bool(re.fullmatch(r"[a-z]+", x))

def handler(event, context):
    if not is_good(event["id"]):
        return
    os.system("ls " + event["id"])
`,
  ],
  [
    'an exception that is caught',
    String.raw`import os, re
def need(x):
    if not re.fullmatch(r"[a-z]+", x):
        raise ValueError("no")

def handler(event, context):
    try:
        need(event["id"])
    except ValueError:
        print("no")
    os.system("ls " + event["id"])
`,
  ],
])('own functions: data that it lets through is followed: %s', async (_name, code) => {
  expect(await rulesBroken({ 'app.py': code }, SHIPPED_FLOWS)).toEqual(['flows/command']);
});

test.each([
  [
    'helper raises',
    String.raw`import os, re
def need(x):
    if not re.fullmatch(r"[a-z]+", x):
        raise ValueError("no")

def handler(event, context):
    need(event["id"])
    os.system("ls " + event["id"])
`,
  ],
  [
    'a function that says so',
    String.raw`import os, re
def is_id(x):
    return re.fullmatch(r"[a-z]+", x) is not None and bool(re.fullmatch(r"[a-z]+", x))

def is_good(x):
    if re.fullmatch(r"[a-z]+", x):
        return True
    return False

def handler(event, context):
    if not is_good(event["id"]):
        return
    os.system("ls " + event["id"])
`,
  ],
  [
    'an exception that ends the handler',
    String.raw`import os, re
def need(x):
    if not re.fullmatch(r"[a-z]+", x):
        raise ValueError("no")

def handler(event, context):
    try:
        need(event["id"])
    except ValueError:
        return {"statusCode": 400}
    os.system("ls " + event["id"])
`,
  ],
])('own functions: what it limits can do no harm: %s', async (_name, code) => {
  expect(await rulesBroken({ 'app.py': code }, SHIPPED_FLOWS)).toEqual([]);
});

/** A handler that checks a name, and runs it. */
const running = (code: string, check: string, run = 'os.system(c)'): string => `import asyncio, os, re
OK = ["a"]
${code}
async def handler(event, context):
    c = event["c"]
    ${check}
    ${run}
`;
const NEED = '    if c not in OK:\n        raise ValueError(c)';
const LEAVE = 'if not re.match(r"^[a-z]+$", c): return';

test.each([
  ['a coroutine that code awaits', running(`async def need(c):\n${NEED}`, 'await need(c)'), false],
  ['a coroutine that never runs', running(`async def need(c):\n${NEED}`, 'need(c)'), true],
  [
    'a coroutine, which is true',
    running('async def ok(c):\n    return c in OK', 'if not ok(c): return'),
    true,
  ],
  ['a generator that never runs', running(`def need(c):\n${NEED}\n    yield c`, 'need(c)'), true],
  ['a pattern', running('', LEAVE), false],
  ['a pattern with an option', running('', LEAVE.replace('c)', 'c, flags=re.I | re.ASCII)')), false],
  ['a pattern of a line', running('', LEAVE.replace('c)', 'c, re.I | re.M)')), true],
  ['a pattern of a line, by itself', running('', LEAVE.replace('^', '(?im)^')), true],
  [
    'a pattern of a line, by name',
    running('P = re.compile(r"^[a-z]+$", re.MULTILINE)', 'if not P.match(c): return'),
    true,
  ],
  [
    'a pattern from a position on',
    running('P = re.compile(r"^[a-z]+$")', 'if not P.match(c, 9): return'),
    true,
  ],
  ['a name that a loop gives', running('', LEAVE, 'for c in event["l"]: os.system(c)'), true],
  ['a name that an expression gives', running('', LEAVE, 'if (c := event["d"]): os.system(c)'), true],
  ['a name that a block gives', running('', LEAVE, 'with open(event["f"]) as c: os.system(c.read())'), true],
])('checks in Python: %s leaves data: %s', async (_what, code, is) => {
  expect((await rulesBroken({ 'app.py': code }, SHIPPED_FLOWS)).includes('flows/command')).toBe(is);
});
