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
