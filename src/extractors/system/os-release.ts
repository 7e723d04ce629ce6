// https://www.freedesktop.org/software/systemd/man/latest/os-release.html
import { limitOf, type FileTree } from '../../files/index.js';

/** What a distribution says about itself. */
export interface OsRelease {
  /** `debian`, `alpine`, `amzn`; '' if it is not stated. */
  readonly id: string;
  /** `12`, `22.04`; '' for a distribution without releases. */
  readonly versionId: string;
  /** As people call it: `Debian GNU/Linux`; '' if it is not stated. */
  readonly title: string;
}

/** What is known of a system that does not describe itself. */
export const NO_RELEASE: OsRelease = { id: '', versionId: '', title: '' };

const PLACES = ['etc/os-release', 'usr/lib/os-release'];

const SHOWN_CHARACTERS = 60;

function unquoted(value: string): string {
  const [, , inner] = /^(["'])(.*)\1$/.exec(value) ?? [];
  return (inner ?? value).replace(/\\(["'$`\\])/g, '$1');
}

/** A value without control characters. */
function plain(value: string): string {
  // eslint-disable-next-line no-control-regex
  return value.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, SHOWN_CHARACTERS);
}

export function readOsRelease(text: string): OsRelease {
  const fields = new Map<string, string>();
  for (const line of text.slice(0, limitOf('os-release')).split('\n')) {
    const cut = line.indexOf('=');
    if (cut > 0 && !line.startsWith('#'))
      fields.set(line.slice(0, cut).trim(), unquoted(line.slice(cut + 1).trim()));
  }
  const valueOf = (name: string): string => plain(fields.get(name) ?? '');
  return {
    id: valueOf('ID').toLowerCase(),
    versionId: valueOf('VERSION_ID'),
    title: valueOf('NAME') || valueOf('ID'),
  };
}

/** The description of the system below a folder. @param root ends with `/`, or is ''. */
export async function findOsRelease(tree: FileTree, root: string): Promise<OsRelease> {
  for (const place of PLACES) {
    const { bytes } = await tree.read(root + place);
    if (bytes) return readOsRelease(Buffer.from(bytes).toString('utf8'));
  }
  return NO_RELEASE;
}
