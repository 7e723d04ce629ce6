import { expect, test } from 'vitest';
import { importsOf } from '../../../src/extractors/pypi/python-imports.js';

const SOURCE = `
import json, os.path as p
from yaml import (safe_load,
    dump)
import a.b.c; import d
from . import mine
from .other import x
try:
    import ujson as json
except ImportError:
    import simplejson as json
import after
if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
def handler():
    import late
    text = """
import in_text
"""
    try:
        import after
        from maybe import x
    finally:
        pass
`;

test('names of modules, and whether code can do without them', () => {
  const needed = importsOf(SOURCE).filter(({ isAttempt }) => !isAttempt);
  const attempts = importsOf(SOURCE).filter(({ isAttempt }) => isAttempt);
  expect(needed.map(({ name }) => name)).toEqual(['json', 'os', 'yaml', 'a', 'd', 'after', 'late']);
  expect(attempts.map(({ name }) => name)).toEqual(['ujson', 'simplejson', 'mypy_boto3_s3', 'maybe']);
});
