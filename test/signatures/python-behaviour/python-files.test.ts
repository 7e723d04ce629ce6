import { expect, it } from 'vitest';
import { PythonFilesWritten } from '../../../src/signatures/python-behaviour/python-files.js';

const text = (value: string) => ({ kind: 'text', key: value, text: value }) as const;
const code = { file: 'a.py', start: 0, end: 1 };
const mark = { is: 'taken', kind: 'response', form: 'value', code, hooked: '' } as const;

it('finds files that are written and run, also by a command', () => {
  const files = new PythonFilesWritten();
  files.write([text('/tmp/a')], [mark]);
  expect(files.hits()).toEqual([]);
  files.start([], { texts: ['sh "/tmp/a" &'], code, isOnImport: true });
  expect(files.hits()).toMatchObject([{ to: 'run-file', isOnImport: true, mark: { kind: 'response' } }]);
  expect(files.marksOf([text('/tmp/a')])).toEqual([mark]);
  expect(files.marksOf([text('/tmp/b')])).toEqual([]);
});

it('does not take other files for it', () => {
  const files = new PythonFilesWritten();
  files.write([text('/tmp/a')], [mark]);
  files.start([text('/tmp/ab')], { texts: ['/tmp/ab'], code, isOnImport: true });
  expect(files.hits()).toEqual([]);
});
