/**
 * What a campaign left in a deployed function, written anew from published descriptions: mechanism and layout, no payload, and
 * no address but `example.invalid`.
 */
export interface Recreation {
  /** Name of its file below signatures/campaigns, or of its own. */
  readonly campaign: string;
  readonly name: string;
  readonly version: string;
  /** Files of the package besides its package.json, as they are after it was installed. */
  readonly files: Readonly<Record<string, string>>;
  /** Fields of package.json besides name and version. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** Files of the application beside node_modules. */
  readonly application?: Readonly<Record<string, string>>;
  /** Rules, one of which has to find it by its shape alone in an unknown package; none when it has no shape of its own. */
  readonly shape: readonly string[];
}

/** Readable code of the package that the attack was put into. */
export const HONEST = `'use strict';
/** Joins the parts of a path. */
function join(parts) {
  return parts.filter(Boolean).join('/');
}
module.exports = { join };
`;

/** One line as long as a bundle's, that does nothing. */
export function packedLine(bytes: number): string {
  const statement = 'var a=function(){return 1};a();';
  return statement.repeat(Math.ceil(bytes / statement.length));
}

/** Code as a well-known obfuscator leaves it: its names, its array of strings and the loop that turns it. */
export function obfuscated(): string {
  const name = (index: number): string => `_0x${(0x1a2b00 + index).toString(16)}`;
  const strings = Array.from({ length: 24 }, (_, index) => `'s${index}'`).join(',');
  const uses = Array.from(
    { length: 24 },
    (_, index) => `var ${name(index)}=_0x5f3a(0x${index.toString(16)});`,
  );
  const checksum = Array.from(
    { length: 6 },
    (_, index) => `-parseInt(_0x5f3a(0x${index}))/0x${index + 1}`,
  ).join('+');
  return (
    `function _0x4c1d(){return [${strings}];}function _0x5f3a(_0x2b7e,_0x3d9f){return _0x4c1d()[_0x2b7e];}` +
    `(function(_0x11aa,_0x22bb){var _0x44dd=_0x11aa();while(!![]){try{var _0x55ee=${checksum};if(_0x55ee===_0x22bb)break;` +
    `else _0x44dd['push'](_0x44dd['shift']());}catch(_0x33cc){_0x44dd['push'](_0x44dd['shift']());}}}(_0x4c1d,0x1));${uses.join('')}`
  );
}
