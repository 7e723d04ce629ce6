import { expect, test } from 'vitest';
import {
  aliasesIn,
  namesGivenIn,
  limitsPattern,
  partsOf,
  statementAt,
  typeOf,
  type TypeNames,
} from '../../src/analysis/python-types.js';

const names: TypeNames = {
  plain: new Set(['int', 'float', 'None', 'UUID', 'conint', 'datetime']),
  aliases: aliasesIn(
    "Kind = Literal['a', 'b']\ntype Id = Annotated[str, Field(pattern='^[0-9]+$')]\nFree: TypeAlias = str\nLoop = Loop\n",
  ),
  lookUp: (name) => (name === 'Imported' ? [{ kind: 'text', key: 'text:x', text: 'x' }] : []),
  nameOf: () => null,
  given: new Set(['NotYet']),
};

test.each([
  'int',
  'Optional[int]',
  'int | None',
  '"int | None"',
  'uuid.UUID',
  'list[int]',
  'Dict[int, float]',
  "Literal['a', 'b']",
  "Optional[Literal['a | b', 'c, d']]",
  'Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]',
  'Annotated[int, Field(gt=1)]',
  'conint(gt=1)',
  "constr(pattern='^[a-z]+$')",
  'Kind',
  'Id',
  'Kind | None',
  'Union[int, datetime.datetime]',
])('no value of %s does harm', (code) => {
  expect(typeOf(code, names).isOpen).toBe(false);
});

test.each([
  'str',
  'str | int',
  'Optional[str]',
  'list[str]',
  'Union[int, str]',
  'Annotated[str, Field(max_length=3)]',
  'Annotated[str, Field(pattern="[a-z]+")]',
  'constr(min_length=1)',
  'Imported',
  'Free',
  'dict[str, int]',
  '',
  'int or str',
  `${'list['.repeat(9)}int${']'.repeat(9)}`,
  'list[',
])('a value of %s may do harm', (code) => {
  expect(typeOf(code, names).isOpen).toBe(true);
});

test('a name whose code has not run yet lets nothing through', () => {
  expect(typeOf('NotYet', names)).toEqual({ isOpen: false, classes: [], isList: false });
});

test.each(['Order', 'Optional[Order]', 'models.Order', 'Order | None'])(
  'of %s nothing is known where the code neither defines nor imports it',
  (code) => {
    expect(typeOf(code, names).isOpen).toBe(true);
  },
);

test.each([
  ['class Order(Base):\n  class Inner: pass\n', ['Order', 'Inner']],
  ['Id = int\n  Kind: type = str\nif Id == 3: pass\n', ['Id', 'Kind']],
  ['import a.b as c, d\nfrom e import (\n  F,\n  G as H,\n)\n', ['a', 'b', 'as', 'c', 'd', 'F', 'G', 'H']],
  ['from models import *\n', []],
])('%j gives names', (text, given) => {
  expect([...namesGivenIn(text)].toSorted()).toEqual(given.toSorted());
});

test('names of types that mean themselves end', () => {
  expect(typeOf('Loop', names).isOpen).toBe(true);
});

test('parts stand in no brackets and no quotes', () => {
  expect(partsOf("a, b[c, d], 'e, f', g(h, i)", ',')).toEqual(['a', 'b[c, d]', "'e, f'", 'g(h, i)']);
  expect(partsOf(')a|b', '|')).toEqual([')a|b']);
});

test('a statement goes on over lines in brackets', () => {
  expect(statementAt('x: str = Field(\n  1,\n)\ny: int', 3)).toBe('str = Field(\n  1,\n)');
});

test.each([
  ["Field(pattern='^[a-z]+$')", true],
  ['Query(regex=r"^\\d+$")', true],
  ["Field(pattern='[a-z]+')", false],
  ["Field(pattern='^.*$')", false],
  ['Field(max_length=3)', false],
])('%s limits a text: %s', (code, is) => {
  expect(limitsPattern(code)).toBe(is);
});
