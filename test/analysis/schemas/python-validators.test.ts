import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = `
import os, re, requests
from typing import Annotated
from pydantic import AfterValidator, BaseModel, HttpUrl, ValidationInfo, field_validator, model_validator, validator
NAMES = frozenset({"a", "b"})
ID = re.compile(r"[a-z0-9]{1,20}")
def known(value: str) -> str:
    if value not in NAMES:
        raise ValueError("unknown")
    return value
def lower(value: str) -> str:
    return value.lower()
`;
const RAISE =
  '        if value not in NAMES:\n            raise ValueError("unknown")\n        return value\n';
const CHECK = `    @field_validator("name")\n    @classmethod\n    def check(cls, value):\n${RAISE}`;
const OF_MODEL = (body: string): string =>
  `    @model_validator(mode="after")\n    def check(self):\n${body}        return self\n`;
const MODEL_RAISE = '        if self.name not in NAMES:\n            raise ValueError("unknown")\n';

async function broken(model: string, steps: string): Promise<readonly string[]> {
  const code = `${START}${model}def handler(event, context):\n    ${steps}\n`;
  return rulesBroken({ 'app.py': code }, SHIPPED_FLOWS);
}

const model = (body: string): string => `class Job(BaseModel):\n    name: str\n    other: str = ""\n${body}`;

test.each([
  ['a validator that raises', CHECK],
  ['of version 1', CHECK.replace('field_validator("name")', "validator('name', always=True)")],
  ['of several fields', CHECK.replace('"name"', '"other", "name", mode="after"')],
  ['of all fields', CHECK.replace('"name"', '"*"')],
  ['with a pattern', CHECK.replace('value not in NAMES', 'not ID.fullmatch(value)')],
  ['with another parameter', CHECK.replace('cls, value', 'cls, value: str, info: ValidationInfo')],
  ['that lowers first', CHECK.replace(RAISE, `        value = value.strip().lower()\n${RAISE}`)],
  ['that asserts', CHECK.replace(RAISE, '        assert value in NAMES\n        return value\n')],
  ['that is static', CHECK.replace('classmethod', 'staticmethod').replace('cls, ', '')],
  ['of the model', OF_MODEL(MODEL_RAISE)],
])('%s proves the field', async (_what, body) => {
  expect(await broken(model(body), 'os.system(Job(**event).name)')).not.toContain('flows/command');
  expect(await broken(model(body), 'os.system(Job.model_validate(event).name)')).not.toContain(
    'flows/command',
  );
});

test.each([
  ['without a validator', ''],
  ['of another field', CHECK.replace('"name"', '"other"')],
  ['that does not raise', CHECK.replace('raise ValueError("unknown")', 'print("unknown")')],
  ['that raises if it fits', CHECK.replace('not in', 'in')],
  ['that looks at another value', CHECK.replace('value not in', 'cls.kind not in')],
  ['that gives something else', CHECK.replace('return value\n', 'return value + cls.more\n')],
  ['that gives another field', CHECK.replace('return value\n', 'return info.data["other"]\n')],
  ['before the type', CHECK.replace('"name"', '"name", mode="before"')],
  ['around the type', CHECK.replace('"name"', '"name", mode="wrap"')],
  ['of each item', CHECK.replace('field_validator("name")', 'validator("name", each_item=True)')],
  ['of names that code computes', CHECK.replace('"name"', '*FIELDS')],
  ['of another library', CHECK.replace('field_validator(', 'other_validator(')],
  ['in a comment', '    # @field_validator("name")\n    def check(cls, value):\n' + RAISE],
  ['that another decorator wraps', CHECK.replace('    @classmethod', '    @wrapped\n    @classmethod')],
  [
    'that another one changes',
    `${CHECK}    @field_validator("name")\n    def more(cls, value):\n        return known_else(value)\n`,
  ],
  ['that is defined again', `${CHECK}    def check(self):\n        pass\n`],
  ['that is taken away', `${CHECK}    check = None\n`],
  ['under a condition', `    if os.environ.get("A"):\n${CHECK.replace(/^/gm, '    ').trimEnd()}\n`],
  [
    'and a hook behind it',
    `${CHECK}    def model_post_init(self, context):\n        self.name = self.other\n`,
  ],
  [
    'and one of the model that changes it',
    CHECK + OF_MODEL('        self.name = self.other\n').replace('def check', 'def change'),
  ],
  ['of the model that looks at another field', OF_MODEL(MODEL_RAISE.replace('self.name', 'self.other'))],
  ['of the model that changes it', OF_MODEL(`${MODEL_RAISE}        self.name = self.other\n`)],
  ['of the model that lets a method change it', OF_MODEL(`${MODEL_RAISE}        self.change()\n`)],
  ['of the model that hands it on', OF_MODEL(`${MODEL_RAISE}        change(self)\n`)],
  ['of the model that sets two', OF_MODEL(`${MODEL_RAISE}        self.name, x = self.other, 1\n`)],
  [
    'of the model that loops over it',
    OF_MODEL(`${MODEL_RAISE}        for self.name in [self.other]:\n            pass\n`),
  ],
  ['of the model before the fields', OF_MODEL(MODEL_RAISE).replace('"after"', '"before"')],
])('a validator %s proves nothing', async (_what, body) => {
  expect(await broken(model(body), 'os.system(Job(**event).name)')).toContain('flows/command');
});

test('an instance that is made without validators, or of a class below, has what it is given', async () => {
  expect(await broken(model(CHECK), 'os.system(Job.model_construct(**event).name)')).toContain(
    'flows/command',
  );
  const below = `${model(CHECK)}class Below(Job):\n    def check(cls, value):\n        return value\n`;
  expect(await broken(below, 'os.system(Below(**event).name)')).toContain('flows/command');
  const plain = model(CHECK).replace('BaseModel', 'Base');
  expect(await broken(plain, 'os.system(Job(**event).name)')).toContain('flows/command');
});

test.each([
  ['Annotated[str, AfterValidator(known)]', false],
  ['Annotated[str, AfterValidator(lower), AfterValidator(known)]', false],
  ['Annotated[str, AfterValidator(known), AfterValidator(lower)]', true],
  ['Annotated[str, AfterValidator(lower)]', true],
  ['Annotated[str, AfterValidator(unknown)]', true],
  ['Annotated[str, BeforeValidator(known)]', true],
])('a field %s runs: %s', async (type, is) => {
  const job = `class Job(BaseModel):\n    name: ${type}\n`;
  expect((await broken(job, 'os.system(Job(**event).name)')).includes('flows/command')).toBe(is);
});

const TARGET = (type: string, test_: string): string =>
  `class Job(BaseModel):\n    target: ${type}\n    @field_validator("target")\n    @classmethod\n    def check(cls, value):\n        if ${test_}:\n            raise ValueError("unknown")\n        return value\n`;

test.each([
  ['HttpUrl', 'value.host not in NAMES', false],
  ['HttpUrl', 'value.scheme != "https" or value.host not in NAMES', false],
  ['HttpUrl', 'value.path not in NAMES', true],
  ['HttpUrl', 'value.host in NAMES', true],
  ['Other', 'value.host not in NAMES', true],
  ['str', 'value.host not in NAMES', true],
])('the server of a %s that a validator refuses if %s: %s', async (type, refused, is) => {
  const found = await broken(TARGET(type, refused), 'requests.get(str(Job(**event).target))');
  expect(found.includes('flows/request')).toBe(is);
});
