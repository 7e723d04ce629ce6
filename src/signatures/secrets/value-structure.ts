import { crc32 } from 'node:zlib';
import type { Structure } from '../secret-schema.js';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_LENGTH = 6;

function inBase62(number: number): string {
  let digits = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) digits = DIGITS.charAt(rest % 62) + digits;
  return digits.padStart(CHECKSUM_LENGTH, '0');
}

/** https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ */
function hasCrc32(value: string): boolean {
  const random = value.slice(value.indexOf('_') + 1, -CHECKSUM_LENGTH);
  return inBase62(crc32(random)) === value.slice(-CHECKSUM_LENGTH);
}

function jsonIn(part: string | undefined): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Roles that a token gives to whoever opens a page: it is published with it. */
const PUBLIC_ROLES = new Set<unknown>(['anon', 'public']);

/** A signed token. https://www.rfc-editor.org/rfc/rfc7519 */
function isJwt(value: string): boolean {
  const [head, payload] = value.split('.').map(jsonIn);
  if (!head || !payload || typeof head['alg'] !== 'string' || head['alg'] === 'none') return false;
  return !PUBLIC_ROLES.has(payload['role']);
}

/** The id of a bot of Discord: a number of 17 to 20 digits. https://discord.com/developers/docs/reference#snowflakes */
function beginsWithSnowflake(value: string): boolean {
  const id = Buffer.from(value.slice(0, value.indexOf('.')), 'base64url').toString('latin1');
  return /^\d{17,20}$/.test(id);
}

function isUserAndPassword(value: string): boolean {
  const plain = Buffer.from(value, 'base64').toString('latin1');
  return /^[\w.@$+-]{1,100}:[\x21-\x7E]{4,500}$/.test(plain);
}

/** Base64 digits of a key's first bytes: a DER sequence, the magic of OpenSSH's keys, a packet of OpenPGP. */
const KEY_START = /^(?:M[A-P]|b3BlbnNzaC1rZXkt|l[A-Za-z])/;
/** A key of Ed25519, the shortest, has as many digits. */
const SHORTEST_KEY = 60;

const TESTS: Readonly<Record<Structure, (value: string) => boolean>> = {
  'crc32-base62': hasCrc32,
  jwt: isJwt,
  snowflake: beginsWithSnowflake,
  'user-password': isUserAndPassword,
  'private-key': (value) => value.length >= SHORTEST_KEY && KEY_START.test(value),
};

/** Whether a value is built as its format says. */
export function hasStructure(value: string, structure: Structure | undefined): boolean {
  return structure === undefined || TESTS[structure](value);
}

/** Base64 digits that stand for a private key: line breaks differ between files that have the same key. */
const KEY_DIGITS = 300;

/** A value in the form that is the same wherever it is written. */
export function plainValue(value: string, structure: Structure | undefined): string {
  if (structure !== 'private-key') return value;
  return value
    .replaceAll(/\\+[nr]|["'`]\s{0,80}\+\s{0,80}["'`]/g, '')
    .replaceAll(/[^A-Za-z0-9+/]/g, '')
    .slice(0, KEY_DIGITS);
}
