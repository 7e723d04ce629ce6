import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

test.each([
  ['all separators taken out', 'key.replace("/", "")', false],
  ['separators turned into others', 'key.replace("/", "_")', false],
  ['the last part', 'key.split("/")[-1]', false],
  ['the last part, split once', 'key.rsplit("/", 1)[1]', false],
  ['other characters taken out', 'key.replace("a", "")', true],
  ['separators put in', 'key.replace("/", "//")', true],
  ['separators put in by data', 'key.replace("/", event["by"])', true],
  ['a part of something else', 'key.split("a")[-1]', true],
  ['several parts', '"/".join(key.split("/")[1:])', true],
])('a path made of %s', async (_what, name, is) => {
  const code = `def handler(event, context):\n    key = event["key"]\n    open("/tmp/" + ${name}, "wb")\n`;
  expect((await rulesBroken({ 'app.py': code }, SHIPPED_FLOWS)).includes('flows/path')).toBe(is);
});

const RUN = 'import hmac\nimport os\nimport re\nID = re.compile(r"[a-z0-9]{1,20}")\n';

test.each([
  [
    'a static method',
    '    @staticmethod\n    def ok(value):\n        return ID.fullmatch(value) is not None',
    'if not self.ok(name): return',
    true,
  ],
  [
    'a method',
    '    def ok(self, value):\n        return ID.fullmatch(value) is not None',
    'if not self.ok(name): return',
    true,
  ],
  [
    'a method that raises',
    '    def need(self, value):\n        if ID.fullmatch(value) is None:\n            raise ValueError()',
    'self.need(name)',
    true,
  ],
  [
    'a method that looks at another parameter',
    '    def ok(self, other, value=None):\n        return ID.fullmatch(other) is not None',
    'if not self.ok("a", name): return',
    false,
  ],
  [
    'a method that is true without a match',
    '    def ok(self, value):\n        return ID.fullmatch(value) is None',
    'if not self.ok(name): return',
    false,
  ],
  [
    'a method that verifies the message',
    '    def verify(self, raw):\n        if not hmac.compare_digest(raw, os.environ["K"]):\n            raise ValueError()',
    'self.verify(name)',
    true,
  ],
  [
    'a method that compares, and goes on',
    '    def verify(self, raw):\n        hmac.compare_digest(raw, os.environ["K"])',
    'self.verify(name)',
    false,
  ],
])('%s checks what it is given', async (...[, method, check, isChecked]) => {
  const code = `${RUN}class Runner:\n${method}\n    def run(self, name):\n        ${check}\n        os.system("ping " + name)\n
def handler(event, context):\n    Runner().run(event["name"])\n`;
  const broken = await rulesBroken({ 'app.py': code }, SHIPPED_FLOWS);
  expect(broken.includes('flows/command')).toBe(!isChecked);
});

test.each([
  ['names', '", ".join(f":{name}" for name in asdict(order))', false],
  ['names, by keys', '", ".join(name for name in list(vars(order)))', false],
  ['values', '", ".join(value for value in asdict(order).values())', true],
  ['pairs', '", ".join(f"{name}={value}" for name, value in asdict(order).items())', true],
  ['a value', 'asdict(order)["name"]', true],
])('of the dictionary of an instance: %s', async (_what, text, isReported) => {
  const code = `import os\nfrom dataclasses import asdict, dataclass\n@dataclass\nclass Order:\n    name: str\n
def handler(event, context):\n    order = Order(name=event["name"])\n    os.system(${text})\n`;
  const broken = await rulesBroken({ 'app.py': code }, SHIPPED_FLOWS);
  expect(broken.includes('flows/command')).toBe(isReported);
});
