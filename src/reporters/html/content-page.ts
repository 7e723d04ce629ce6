import { documentText, embedded, shown } from './document.js';
import type { PageContent } from './page-content.js';

/** A page that shows what a command answered, in one file that needs nothing else. */
export function contentPage(content: PageContent): string {
  const { title, over, incomplete } = content;
  const seen = incomplete === null ? '' : ` ${incomplete.title}.`;
  const data = [embedded(shown(content))];
  return [...documentText({ title, summary: `${over}: ${title}.${seen}`, shows: 'content', data })].join('');
}
