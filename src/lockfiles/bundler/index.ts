import { rubygems } from '../../ecosystems/index.js';
import { lockfileOf, type LockEdge, type LockEntry } from '../lock-entries.js';
import type { LockfileReader } from '../lockfile-reader.js';
import { unreadLockfile } from '../lockfile.js';

// https://github.com/rubygems/rubygems/blob/master/bundler/lib/bundler/lockfile_parser.rb

/** Where the packages of a section come from: a server of gems, or somewhere else. */
const SOURCES: ReadonlyMap<string, { readonly isPrivate: boolean }> = new Map([
  ['GEM', { isPrivate: false }],
  ['GIT', { isPrivate: true }],
  ['PATH', { isPrivate: true }],
  ['PLUGIN SOURCE', { isPrivate: true }],
]);

/** `    rack (2.2.3)`, `    nokogiri (1.15.4-x86_64-linux)`: what follows the first `-` is a platform. */
const ENTRY = /^ {4}([^\s(]+) \(([^)\s-]+)(?:-[^)\s]*)?\)$/;
/** `      racc (~> 1.4)` below the entry that needs it. */
const NEEDED = /^ {6}([^\s(!]+)/;
/** `  rack (~> 2.2)`, `  local!` */
const WANTED = /^ {2}([^\s(!]+)/;

interface MutableEntry extends LockEntry {
  readonly dependencies: LockEdge[];
}

interface Reading {
  section: string;
  readonly sections: Set<string>;
  readonly entries: MutableEntry[];
  readonly wanted: LockEdge[];
}

function readEntryLine(line: string, isPrivate: boolean, { entries }: Reading): void {
  const [, name, version = null] = ENTRY.exec(line) ?? [];
  if (name !== undefined) {
    entries.push({ name, version, isPrivate, marker: null, dependencies: [] });
    return;
  }
  const [, needed] = NEEDED.exec(line) ?? [];
  if (needed !== undefined) entries.at(-1)?.dependencies.push({ name: needed, version: null });
}

function readLine(line: string, reading: Reading): void {
  if (/^\S/.test(line)) {
    reading.section = line.trimEnd();
    reading.sections.add(reading.section);
    return;
  }
  const source = SOURCES.get(reading.section);
  if (source) readEntryLine(line, source.isPrivate, reading);
  else if (reading.section === 'DEPENDENCIES') {
    const [, name] = WANTED.exec(line) ?? [];
    if (name !== undefined) reading.wanted.push({ name, version: null });
  }
}

function isMerge(section: string): boolean {
  return /^(?:<<<<<<<|=======|>>>>>>>)/.test(section);
}

/** Lockfiles of Bundler. They do not say which gems only tests or development need. */
export const bundler = {
  id: 'bundler',
  title: 'Bundler',
  fileNames: ['Gemfile.lock', 'gems.locked'],
  read({ path, text }) {
    const reading: Reading = { section: '', sections: new Set(), entries: [], wanted: [] };
    for (const line of text.split(/\r?\n/)) readLine(line, reading);
    const { sections, entries, wanted } = reading;
    if (!sections.has('DEPENDENCIES') || [...sections].some(isMerge))
      return unreadLockfile(
        path,
        'malformed',
        'The lockfile is none that Bundler writes: its gems were not seen.',
      );
    return lockfileOf({ path, ecosystem: rubygems.name }, entries, wanted);
  },
} satisfies LockfileReader;
