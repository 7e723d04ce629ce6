/** Texts in the code that may be a secret by their form: long, without spaces, with a digit. */
const LONG_TEXT = /(['"`])(?=[^'"`]{0,200}\d)[\w+/=.:@-]{8,}\1/g;

/** Names of what holds a credential. */
const NAME =
  '(?:pass(?:word|wd|phrase|code)|(?:\\b|_)pass\\b|pwd|secret|token|credential|authorization|bearer|cookie|(?:api|access|private|signing|encryption|master|auth)[_-]?key|connection[_-]?string|dsn)';
/** What stands between a name and its value: the rest of the name, a quote, a type, an operator. */
const BETWEEN =
  '[\\w$-]{0,40}[\'"`)\\]]{0,2}\\s{0,40}(?::\\s{0,4}\\w{1,20}\\s{0,4}=|[:=(,]|={2,3}|!={1,2}|\\|\\||\\?\\?)\\s{0,40}';
/** A text of the code; one that is cut off has no end. */
const TEXT = ["'", '"', '`']
  .map((quote) => `${quote}(?:[^${quote}\\\\]|\\\\[^]){1,400}(?:${quote}|$)`)
  .join('|');
const NAMED_TEXT = new RegExp(`(${NAME}${BETWEEN}[rbfu]{0,2})(${TEXT})`, 'gi');

/** The password in an address: `postgres://user:password@host`. */
const IN_ADDRESS = /(:\/\/[^\s:@/'"`]{0,64}:)[^\s@/'"`]{1,64}@/g;

/** Code without texts that may be credentials: by their form, by the name that they are given, or as a part of an address. It has as many lines. */
export function maskSecrets(code: string): string {
  return code
    .replace(NAMED_TEXT, (_whole, before: string, text: string) => {
      const quote = text.charAt(0);
      return `${before}${quote}…${'\n'.repeat(text.split('\n').length - 1)}${quote}`;
    })
    .replace(IN_ADDRESS, '$1…@')
    .replace(LONG_TEXT, '$1…$1');
}
