import type { PageContent } from '../../src/reporters/index.js';

/** What a page of a command's answer shows. */
export function contentIn(page: string): PageContent {
  const text = /<script type="application\/json" id="data" data-shows="content">(.*?)<\/script>/s.exec(
    page,
  )?.[1];
  return JSON.parse(text ?? '') as PageContent;
}
