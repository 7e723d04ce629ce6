import type { FileTree } from '../../files/index.js';
import { limitOf } from '../../files/index.js';
import type { FileVisitor } from '../match/scan-subject.js';
import { scannedFile, type ScannedFile } from '../match/scanned-file.js';
import type { Subject } from '../match/subject.js';
import type { KeywordFinder } from '../text/keyword-finder.js';
import type { CompiledSecrets } from './compiled-secrets.js';
import { encodedTexts } from './encoded-texts.js';
import { findSecrets, lineOf, type FoundSecret, type Span } from './find-secrets.js';
import { joinedTexts } from './joined-texts.js';
import { isPublished, isTextual, searchedFiles } from './searched-files.js';
import { maskValues } from './mask-values.js';
import { secretFindings, type SeenSecret } from './secret-findings.js';
import { sourceTexts } from './source-texts.js';
import { joinPieces, type TextPiece } from './text-piece.js';

interface Search {
  readonly tree: FileTree;
  readonly secrets: CompiledSecrets;
  readonly findKeywords: KeywordFinder;
}

/** A file's text as UTF-8: Windows tools write UTF-16. https://www.unicode.org/faq/utf_bom.html */
function inUtf8(file: ScannedFile, { findKeywords }: Search): ScannedFile {
  const { bytes, entry, path } = file;
  if (bytes[0] !== 0xff || bytes[1] !== 0xfe) return file;
  const text = Buffer.from(bytes).toString('utf16le');
  const utf8 = Buffer.from(text, 'utf8');
  return scannedFile({ entry, path, bytes: utf8, keywords: findKeywords(utf8) });
}

/** A text that is no file of its own, under the path of the file that it is from. */
function textAs({ entry, path }: ScannedFile, text: string, { findKeywords }: Search): ScannedFile {
  const bytes = Buffer.from(text, 'utf8');
  return scannedFile({ entry, path, bytes, keywords: findKeywords(bytes) });
}

/** Texts inside a text: joined by code, encoded, and encoded after code joined them. */
function piecesOf(text: string): readonly TextPiece[] {
  const joined = joinedTexts(text);
  const encoded = encodedTexts(text);
  const both = joined.flatMap((piece) =>
    encodedTexts(piece.text).map(({ text: inner, how }): TextPiece => ({
      ...piece,
      text: inner,
      how: `${how}, ${piece.how}`,
    })),
  );
  return [...joined, ...encoded, ...both];
}

interface Located extends FoundSecret {
  /** How the value is written, if not as it is. */
  readonly how: string | null;
}

function isInside(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Values in the texts that a file's text holds in another form, at the place of that form. */
function hiddenSecrets(file: ScannedFile, search: Search): Located[] {
  const pieces = joinPieces(piecesOf(file.text()));
  const found = findSecrets(textAs(file, pieces.text, search), search.secrets, false);
  return found.flatMap((one) => {
    const piece = pieces.pieceAt(one.start);
    return piece ? [{ ...one, start: piece.start, end: piece.end, pair: null, how: piece.how }] : [];
  });
}

/** Values of a text; those of a surer rule take the place of what another rule says about the same stretch. */
function secretsOf(file: ScannedFile, search: Search, isOfOthers: boolean): readonly Located[] {
  const plain = findSecrets(file, search.secrets, isOfOthers).map((one): Located => ({ ...one, how: null }));
  if (isOfOthers) return plain;
  const values = new Set(plain.map(({ value }) => value));
  const hidden = hiddenSecrets(file, search).filter(({ value }) => !values.has(value));
  const isBetter = (one: Located): boolean =>
    !hidden.some((other) => other.secret.rank < one.secret.rank && isInside(one, other));
  const isNeeded = (one: Located): boolean =>
    !plain.some((other) => other.secret.rank <= one.secret.rank && isInside(other, one));
  // `"Bearer " + reversed("…")` is found as it is joined and as it is turned.
  const isFirst = (one: Located): boolean =>
    !hidden.some((other) => other.secret.rank < one.secret.rank && isInside(other, one));
  return [...plain.filter(isBetter), ...hidden.filter((one) => isNeeded(one) && isFirst(one))];
}

/** The texts that must not be shown of a value that was found in a file's text. */
function writtenAs(one: Located, file: ScannedFile): readonly string[] {
  const text = file.text();
  const { value, pair, how, secret, start, end } = one;
  const code = text.slice(how === null ? start + secret.rule.shows : start, end);
  return [code, ...(how === null ? [] : [value]), ...(pair ? [text.slice(pair.start, pair.end)] : [])];
}

/** A source map's own sources: as a file, or inline in base64, which the decoded texts show. */
function mappedSecrets(file: ScannedFile, search: Search): readonly SeenSecret[] | null {
  const inline = file.path.endsWith('.map') ? null : inlineMap(file.text());
  const sources = sourceTexts(inline ?? (file.path.endsWith('.map') ? file.text() : ''));
  return (
    sources?.flatMap(({ source, text }) => {
      const as = textAs(file, text, search);
      return secretsOf(as, search, false).map((one): SeenSecret => {
        const how = `in the source ${source}, line ${lineOf(as, one.start)}, of a source map`;
        return {
          ...one,
          path: file.entry.path,
          line: null,
          pairLine: null,
          how,
          written: writtenAs(one, as),
        };
      });
    }) ?? null
  );
}

const INLINE_MAP = /sourceMappingURL=data:application\/json;(?:charset=[\w-]{1,20};)?base64,/g;

/** The source map that a script carries at its end; null without one. */
function inlineMap(text: string): string | null {
  const last = [...text.matchAll(INLINE_MAP)].at(-1);
  if (!last) return null;
  const encoded = text.slice(last.index + last[0].length, last.index + limitOf('secret-views'));
  return Buffer.from(encoded.split(/[^\w+/=-]/, 1)[0] ?? '', 'base64').toString('utf8');
}

function seenIn(file: ScannedFile, search: Search, isOfOthers: boolean): readonly SeenSecret[] {
  const mapped = isOfOthers ? null : mappedSecrets(file, search);
  // A source map is its sources: its other texts are names and numbers.
  const isMap = mapped !== null && file.path.endsWith('.map');
  const found = isMap ? [] : secretsOf(file, search, isOfOthers);
  const plain = found.map((one): SeenSecret => ({
    ...one,
    path: file.entry.path,
    line: lineOf(file, one.start),
    pairLine: one.pair && lineOf(file, one.pair.start),
    written: writtenAs(one, file),
  }));
  return [...plain, ...(mapped ?? [])];
}

/** Looks for secrets in the files that the rules about code read, and in other texts. */
export function secretVisitor(search: Search): FileVisitor {
  const isSearched = searchedFiles(search.tree);
  const bySubject = new Map<Subject, SeenSecret[]>();
  return {
    wants: isSearched,
    visit(read, subject) {
      const file = inUtf8(read, search);
      if (file === read && !isTextual(read.path, read.bytes)) return;
      const all = bySubject.get(subject) ?? [];
      bySubject.set(subject, all);
      for (const seen of seenIn(file, search, isPublished(subject, read.entry.path))) all.push(seen);
    },
    resultIn(subject, ofRules) {
      const seen = bySubject.get(subject) ?? [];
      bySubject.delete(subject);
      const shown = maskValues(
        ofRules,
        seen.flatMap(({ written }) => written),
      );
      return { findings: [...shown, ...secretFindings(seen, subject)], problems: [] };
    },
  };
}
