import { limitOf } from '../../files/index.js';
import { licensesOf } from './licenses.js';

/** Fields of `METADATA` and `PKG-INFO`. https://packaging.python.org/en/latest/specifications/core-metadata/ */
export interface CoreMetadata {
  readonly name: string | null;
  readonly version: string | null;
  readonly licenses: readonly string[];
  /** As they are written. */
  readonly requirements: readonly string[];
  /** There are more requirements than are read. */
  readonly isCut: boolean;
}

const FIELD = /^([A-Za-z][\w-]*):[ \t]*(.*)$/;

/** The headers by their names in lower case: texts of all lines with that name. An empty line ends them. */
function headersOf(text: string): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const isLong = end - start > limitOf('python-requirement');
    const line = isLong ? '-' : text.slice(start, end).replace(/\r$/, '');
    if (line === '') break;
    const [, name, value = ''] = FIELD.exec(line) ?? [];
    if (name !== undefined) {
      const values = headers.get(name.toLowerCase()) ?? [];
      values.push(value.trim());
      headers.set(name.toLowerCase(), values);
    }
    start = end + 1;
  }
  return headers;
}

export function readCoreMetadata(text: string): CoreMetadata {
  const headers = headersOf(text);
  const first = (name: string): string | null => headers.get(name)?.[0] || null;
  const requirements = headers.get('requires-dist') ?? [];
  const most = limitOf('manifest-dependencies');
  return {
    name: first('name'),
    version: first('version'),
    licenses: licensesOf({
      expression: first('license-expression'),
      words: first('license'),
      classifiers: headers.get('classifier') ?? [],
    }),
    requirements: requirements.slice(0, most),
    isCut: requirements.length > most,
  };
}

const SECTION = /^\[([^\]:]*)(?::(.*))?\]$/;

/** `requires.txt` of old metadata as requirements: its sections are extras and conditions. */
export function readRequiresTxt(text: string): string[] {
  const most = limitOf('manifest-dependencies');
  const requirements: string[] = [];
  let condition = '';
  for (const line of text.split('\n')) {
    const entry = line.trim();
    const [, extra, marker] = SECTION.exec(entry) ?? [];
    if (extra !== undefined) {
      const parts = [
        ...(marker ? [`(${marker})`] : []),
        ...(extra ? [`extra == '${extra.replaceAll("'", '')}'`] : []),
      ];
      condition = parts.length === 0 ? '' : `; ${parts.join(' and ')}`;
    } else if (entry !== '' && requirements.length < most) requirements.push(entry + condition);
  }
  return requirements;
}
