/** Longer words are not compared: nobody mistypes them as a whole, and the work grows with the square of the length. */
const MAX_LENGTH = 60;
/** Typing errors that a word may have, by its length: one in three letters, three at most. */
const LETTERS_PER_ERROR = 3;
const MAX_ERRORS = 3;

/** Letters to insert, delete or replace to make one word of the other; two neighbours that changed places count as one. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    rows.push(next);
    for (let column = 1; column <= b.length; column += 1) next.push(errorsAt(rows, { a, b, row, column }));
  }
  return rows.at(-1)?.at(-1) ?? 0;
}

/** Errors between the beginnings of two words, by those of shorter beginnings. */
function errorsAt(
  rows: readonly (readonly number[])[],
  {
    a,
    b,
    row,
    column,
  }: { readonly a: string; readonly b: string; readonly row: number; readonly column: number },
): number {
  const at = (up: number, left: number): number => rows[row - up]?.[column - left] ?? Infinity;
  const isSame = a[row - 1] === b[column - 1];
  const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
  return Math.min(at(0, 1) + 1, at(1, 0) + 1, at(1, 1) + (isSame ? 0 : 1), isSwap ? at(2, 2) + 1 : Infinity);
}

/** The known word that a mistyped one is likely to mean; null without one. */
export function nearestWord(word: string, known: Iterable<string>): string | null {
  if (word.length > MAX_LENGTH) return null;
  const limit = Math.min(MAX_ERRORS, Math.floor(word.length / LETTERS_PER_ERROR));
  let [nearest, least]: [string | null, number] = [null, limit + 1];
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= least || candidate.length > MAX_LENGTH) continue;
    const errors = distance(word.toLowerCase(), candidate.toLowerCase());
    if (errors < least) [nearest, least] = [candidate, errors];
  }
  return nearest;
}

/** A command with its sub-commands, as far as a mistyped word needs it. */
interface KnownCommand {
  readonly commands: readonly { name(): string; readonly commands: readonly { name(): string }[] }[];
}

/** `Allowed choices are text, json.`, `Formats: text, json.` */
const REFUSED = /argument '([^']*)' is invalid\. (?:Allowed choices are|Formats:) ([^.]*)\./;
const TOO_MANY = /too many arguments for '([^']*)'/;

/** The word that a refused value of an option may mean: of `htm=report.html`, the format. */
function nearestChoice(text: string): string | null {
  const [, value = '', choices = ''] = REFUSED.exec(text) ?? [];
  const [word = ''] = value.split('=', 1);
  return nearestWord(word, choices === '' ? [] : choices.split(', '));
}

/** The sub-command that an argument too many may mean. */
function nearestCommand(text: string, { commands }: KnownCommand, argv: readonly string[]): string | null {
  const [, name = ''] = TOO_MANY.exec(text) ?? [];
  const known = commands.find((command) => command.name() === name)?.commands.map((one) => one.name()) ?? [];
  const word = argv.slice(argv.indexOf(name) + 1).find((one) => !one.startsWith('-'));
  return word === undefined ? null : nearestWord(word, known);
}

/** A message about wrong usage, with the word that was likely meant. */
export function withSuggestion(text: string, program: KnownCommand, argv: readonly string[]): string {
  const meant = nearestChoice(text) ?? nearestCommand(text, program, argv);
  return meant === null ? text : `${text.trimEnd()}\n(Did you mean ${meant}?)\n`;
}
