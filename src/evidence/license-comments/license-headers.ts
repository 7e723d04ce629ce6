import { limitOf } from '../../files/index.js';
import { isPackageName, versionIn } from '../../ecosystems/index.js';

/** A package that a line of a licence names. */
export interface NamedInLicense {
  readonly name: string;
  readonly version: string | null;
  /** The line with the name. */
  readonly line: string;
}

export interface LicenseHeader extends NamedInLicense {
  /** Start of its comment, in UTF-16 code units. */
  readonly start: number;
}

const NAME_AND_VERSION =
  /^([A-Za-z@][\w./@-]{0,100}?)(?:\.js)?[ @]v?(\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\w.]{1,40})?)(?![\w.])/;
const MAX_LINE = 300;

/** A line of a comment without comment marks. */
function plainLine(line: string): string {
  return line
    .slice(0, MAX_LINE)
    .replace(/^\s{0,20}(?:[/(]?\*{1,2}!?|\*)?\s{0,20}(?:@license\s{1,4})?/, '')
    .replace(/\s{0,4}\*[/)]$/, '')
    .trim();
}

/** Reads `name v1.2.3 …`, if npm could hold a package of that name. */
export function versionedName(line: string): NamedInLicense | null {
  const plain = plainLine(line);
  const [, name = '', text = ''] = NAME_AND_VERSION.exec(plain) ?? [];
  const version = versionIn(text);
  const lower = name.toLowerCase();
  return version !== null && isPackageName(lower) ? { name: lower, version, line: plain } : null;
}

/** Reads `name` alone on a line with `Copyright` on the next one, as in `/*! mime-db`. */
function bareName(line: string, next: string): NamedInLicense | null {
  const plain = plainLine(line);
  const isName = /^[a-z][a-z0-9-]{1,60}$/.test(plain) && isPackageName(plain);
  return isName && plainLine(next).startsWith('Copyright')
    ? { name: plain, version: null, line: plain }
    : null;
}

/** Packages named at the head of the `/*!` and `@license` comments of a text. */
export function licenseHeaders(text: string): LicenseHeader[] {
  const headers: LicenseHeader[] = [];
  let comments = 0;
  for (const { index } of text.matchAll(/\/\*(?:!|\*\s{0,4}\n?[ \t]{0,20}\*?[ \t]{0,4}@license)/g)) {
    if ((comments += 1) > limitOf('licence-comments')) break;
    const lines = text
      .slice(index, index + 4 * MAX_LINE)
      .split('\n')
      .slice(0, 4);
    const first = lines.findIndex((line) => plainLine(line) !== '');
    const header = versionedName(lines[first] ?? '') ?? bareName(lines[first] ?? '', lines[first + 1] ?? '');
    if (header) headers.push({ ...header, start: index });
  }
  return headers;
}
