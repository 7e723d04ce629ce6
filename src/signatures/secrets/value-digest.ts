import { scryptSync } from 'node:crypto';
import { entropyOf } from './placeholders.js';

/**
 * The same on all machines: a baseline of one machine is compared with the scan of another. It is no secret, so it only keeps tables of
 * hashes that others made from being of use; guessing is made expensive by scrypt, and useless by the digits that are left out.
 */
const SALT = 'stowaway secret, 1';
/** Memory: 128 · cost · 8 bytes, some 10 ms. https://www.rfc-editor.org/rfc/rfc7914 */
const COST = 2 ** 12;
/** Bits of a value that nobody can guess. */
const STRONG_BITS = 80;
const STRONG_DIGITS = 16;
/** Of each 65,536 guesses of a password one has these digits: they do not tell which guess is right. */
const WEAK_DIGITS = 4;

/**
 * Digits that are the same for the same value, and from which it cannot be found out. Passwords that can be guessed have four digits only:
 * two of them have the same ones in one case of 65,536.
 */
export function digestOf(value: string): string {
  const isStrong = entropyOf(value) * value.length >= STRONG_BITS;
  const digits = scryptSync(value, SALT, 32, { N: COST }).toString('hex');
  return digits.slice(0, isStrong ? STRONG_DIGITS : WEAK_DIGITS);
}

/** What may be shown of a value: its first characters where all values have them, and its length. */
export function maskOf(value: string, shows: number): string {
  return `${value.slice(0, shows)}… (${value.length} characters)`;
}
