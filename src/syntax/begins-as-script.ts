import type { Options } from 'acorn';
import { limitOf } from '../files/index.js';
import { beginsOtherwise } from './begins-otherwise.js';
import { BoundedParser } from './bounded-parser.js';

const ANY_GOAL: Options = {
  ecmaVersion: 'latest',
  sourceType: 'script',
  allowHashBang: true,
  allowReturnOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowSuperOutsideMethod: true,
  checkPrivateFields: false,
};

/** The last characters of a truncated head may be part of a token, so an error among them proves nothing. */
const LONGEST_CUT = 16;

/** Why a head does not parse. One shared object: this runs for most files of an artifact, and a new object costs more than their parsing. */
class HeadError extends SyntaxError {
  at = 0;
}
const HEAD_ERROR = new HeadError();

class HeadParser extends BoundedParser {
  override raise(_: number, message: string): never {
    HEAD_ERROR.message = message;
    HEAD_ERROR.at = this.pos;
    throw HEAD_ERROR;
  }

  override raiseRecoverable(at = this.pos, message = ''): void {
    this.raise(at, message);
  }
}

/** Index at which the head of a text stops being JavaScript, in characters; infinite when unknown. */
function failsAt(head: string, options: Options): number {
  try {
    new HeadParser(options, head).parse();
    return Infinity;
  } catch (error) {
    // A comment, string or template may end behind the head; text that nests too deeply may be anything.
    const isOpen = error !== HEAD_ERROR || HEAD_ERROR.message.startsWith('Unterminated');
    return isOpen ? Infinity : HEAD_ERROR.at;
  }
}

/** Starts of no script: a character that begins no statement, or the first field of a JSON object. This alone excludes most data. */
const NO_SCRIPT =
  /^\s*(?:[%&)*,.:=>?\]^|}\uFFFD\0-\x08\x0e-\x1f\x7f](?!\d)|#(?!!)|<(?!!--)|export\s{1,99}(?!(?:async|class|const|default|function|let|var)\b)\w|\{\s{0,99}"[^"\\\n]{0,99}"\s{0,99}:)/;

/** Whether the first characters of a text show that it is no script. Costs next to nothing. */
export function beginsAsData(text: string): boolean {
  return NO_SCRIPT.test(text);
}

/**
 * Whether the start of a text can be that of a script. Costs the same however long the text is, and next to nothing for
 * data: data differs from a script in its first characters.
 */
export function beginsAsScript(text: string): boolean {
  const length = limitOf('script-head');
  const head = text.slice(0, length);
  if (beginsAsData(head)) return false;
  const decided = text.length > length ? length - LONGEST_CUT : Infinity;
  if (beginsOtherwise(head, decided)) return false;
  const begins = (allowAwaitOutsideFunction: boolean): boolean =>
    failsAt(head, { ...ANY_GOAL, allowAwaitOutsideFunction }) >= decided;
  // `await` is a name in a script and no name in a module.
  return begins(true) || (head.includes('await') && begins(false));
}
