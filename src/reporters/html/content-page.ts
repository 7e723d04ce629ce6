import { documentText, embedded, shown } from './document.js';
import type { ContentPart, PageContent } from './page-content.js';

/** A page whose parts are made when they are written: those of large pages need not be in memory together. */
export interface WrittenContent extends Omit<PageContent, 'parts'> {
  readonly parts: Iterable<ContentPart>;
}

function json(value: unknown): string {
  return embedded(shown(value));
}

/** The content as JSON, a part at a time. */
function* contentJson({ parts, ...rest }: WrittenContent): Generator<string> {
  yield `${json(rest).slice(0, -1)},"parts":[`;
  let between = '';
  for (const part of parts) {
    yield between + json(part);
    between = ',';
  }
  yield ']}';
}

/** A page that shows what a command answered, in one file that needs nothing else: in pieces. */
export function contentPagePieces(content: WrittenContent): Generator<string> {
  const { title, over, incomplete } = content;
  const seen = incomplete === null ? '' : ` ${incomplete.title}.`;
  const summary = `${over}: ${title}.${seen}`;
  return documentText({ title, summary, shows: 'content', data: contentJson(content) });
}

/** The same as one text. */
export function contentPage(content: PageContent): string {
  return [...contentPagePieces(content)].join('');
}
