import type { SecretRules } from '../secrets-of.js';
import { uncut } from '../secrets-of.js';

/** Longer values are no words that people write in place of a secret. */
const LONGEST_PLACEHOLDER = 200;
/** Characters in a row that count up or repeat: `12345678`, `abcdefgh`, `aaaaaaaa`. */
const LONGEST_RUN = 8;
/** A random value of 16 letters has more different ones. */
const LEAST_DIFFERENT = 6;

/** Shannon entropy of a text in bits a character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Whether a text has a run of characters that repeat, or that each follow the one before. */
function hasRun(text: string): boolean {
  let same = 1;
  let rising = 1;
  for (let at = 1; at < text.length; at += 1) {
    const step = text.charCodeAt(at) - text.charCodeAt(at - 1);
    same = step === 0 ? same + 1 : 1;
    rising = step === 1 ? rising + 1 : 1;
    if (Math.max(same, rising) >= LONGEST_RUN) return true;
  }
  return false;
}

/** `${…}`, `<…>`, `{{…}}`, `%s`, `$NAME`, `sk-...`, a call or a member of the environment: something else is put there. */
const REFERENCE =
  /^\$|\$\{|\{\{|<[\w -]{1,60}>|^%\(?\w{1,40}\)?|%s|%d|^\{[\w.]{1,60}\}$|process\.env|os\.environ|getenv|import\.meta|^\[[\w ]{1,40}\]$|\(\)|^!?(?:Ref|Sub|GetAtt)\b|^arn:|^(?:ssm|secretsmanager|vault|env|op|file):|(?:\.{3}|…)$/i;

/**
 * What tools encrypted, for which the key is elsewhere: Jasypt, SOPS, Sealed Secrets of Kubernetes, KMS of AWS and of Google, AWS's
 * Encryption SDK, Fernet.
 */
const ENCRYPTED = /^ENC[([]|^Ag[A-Z][A-Za-z0-9+/]{100}|^(?:AQ[EI]CAH|CiQA|AYAD|gAAAAA)[A-Za-z0-9+/_-]{60}/;

/** Kinds of characters of a password: small and capital letters, digits, others. */
function kindsOf(value: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length;
}

/** Words with `_`, `-`, `.` or spaces between them, and perhaps a number behind: names, not passwords. */
const NAME_LIKE = /^[A-Za-z]{1,30}(?:[\s_./:-]{1,2}[A-Za-z]{2,30}){0,12}(?:[\s_./:-]?\d{1,2})?$/;

/** Whether somebody may have chosen a value as a password: no word, no name, no path. */
export function mayBeChosen(value: string): boolean {
  if (!/^[\x21-\x7E]+$/.test(value) || /^(?:\.{0,2}\/|https?:|[A-Za-z]:\\)/.test(value)) return false;
  return kindsOf(value) >= 2 && !NAME_LIKE.test(value);
}

/** Returns a function that tells whether a name says that what it gets is no secret. */
export function publicNameTest({ names }: Pick<SecretRules['known'], 'names'>): (name: string) => boolean {
  return (name) => {
    const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    return names.some((part) => plain.includes(part));
  };
}

/** Returns a function that tells whether a value is known to be no secret, or only stands in place of one. */
export function placeholderTest({
  parts,
  words,
  values,
}: Pick<SecretRules['known'], 'parts' | 'words' | 'values'>): (value: string) => boolean {
  const known = new Set(values.map(uncut));
  const wholes = new Set(words);
  return (value) => {
    const head = value.slice(0, LONGEST_PLACEHOLDER);
    if (known.has(value) || REFERENCE.test(head) || ENCRYPTED.test(head)) return true;
    if (value.length > LONGEST_PLACEHOLDER) return false;
    const lower = value.toLowerCase();
    if (wholes.has(lower) || parts.some((part) => lower.includes(part))) return true;
    return hasRun(value) || (value.length >= 16 && new Set(value).size < LEAST_DIFFERENT);
  };
}
