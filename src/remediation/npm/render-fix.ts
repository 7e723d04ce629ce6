import { counted, escapeTerminal, listed } from '../../reporters/index.js';
import type { Edit, EditedManifest, LeftAlone } from './edited-manifest.js';
import type { OverridesFile } from './overrides-file.js';
import { unifiedDiff } from '../unified-diff.js';
import type { WantedChange } from './wanted-changes.js';

const MAX_NAMES = 3;

/** Escapes invisible characters of a diff, except tabs and the file's carriage returns, so that `patch` accepts the diff. */
function shownDiff(diff: string): string {
  return diff
    .split('\n')
    .map((line) =>
      line
        .split(/([\t\r])/)
        .map((part) => (part === '\t' || part === '\r' ? part : escapeTerminal(part)))
        .join(''),
    )
    .join('\n');
}

function where({ artifacts }: WantedChange): string {
  return escapeTerminal(listed(artifacts, MAX_NAMES));
}

function editLine({ wanted, path, before, after, file }: Edit): string {
  const place = file === null ? path.join('.') : `${file}: ${path.join('.')}`;
  const words = before === null ? `${place}: ${after}` : `${place}: ${before} → ${after}`;
  const major = wanted.major ? ', another major' : '';
  const brings =
    wanted.brings.length === 0 ? '' : `, brings ${escapeTerminal(listed(wanted.brings, MAX_NAMES))}`;
  return `  ${escapeTerminal(words)}${major}${brings}  clears ${counted(wanted.clears, 'finding')} in ${where(wanted)}\n`;
}

function leftLine({ wanted: { name, from, clears }, why }: LeftAlone): string {
  return `  ${escapeTerminal(`${name} ${listed(from, MAX_NAMES)}`)}  ${counted(clears, 'finding')}: ${escapeTerminal(why)}\n`;
}

/** The files before the edit. */
interface Before {
  readonly name: string;
  readonly text: string;
  readonly overrides: OverridesFile | null;
}

function diffOf(before: Before, { text, overrides }: EditedManifest): string {
  const forced = before.overrides && overrides;
  const own = unifiedDiff(before.text, text, before.name);
  return own + (forced ? unifiedDiff(before.overrides.text, overrides.text, overrides.name) : '');
}

/** Lines that report the edits of a manifest, the findings that they clear, and the changes that are not made, with reasons. */
export function* renderFix(before: Before, edited: EditedManifest, withDiff: boolean): Generator<string> {
  const { edits, left } = edited;
  const { name } = before;
  if (withDiff) yield shownDiff(diffOf(before, edited));
  if (withDiff && edits.length > 0) yield '\n';
  if (edits.length > 0) yield `${counted(edits.length, 'change')} of ${escapeTerminal(name)}\n`;
  yield* edits.map(editLine);
  if (left.length > 0) yield `${edits.length > 0 ? '\n' : ''}Left alone\n`;
  yield* left.map(leftLine);
}
