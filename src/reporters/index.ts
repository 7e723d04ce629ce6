import { asff } from './asff/index.js';
import { csv } from './csv/index.js';
import { cyclonedx } from './cyclonedx/index.js';
import { github } from './github/index.js';
import { gitlab } from './gitlab/index.js';
import { html } from './html/index.js';
import { json } from './json/index.js';
import { jsonl } from './jsonl/index.js';
import { junit } from './junit/index.js';
import { markdown } from './markdown/index.js';
import { openvex } from './openvex/index.js';
import type { Reporter } from './reporter.js';
import { sarif } from './sarif/index.js';
import { spdx } from './spdx/index.js';
import { text } from './text/index.js';

export { bytes, counted, listed, number, severityWords } from './amounts.js';
export {
  chooseAnnotations,
  unseenWords,
  type AnnotationChoice,
  type AnnotationPlace,
  type ChosenAnnotations,
} from './annotations.js';
export { suppressionWords } from './aside-words.js';
export { farWords } from './change-words.js';
export { hubDocument } from './asff/stored-document.js';
export { contentPage, contentPagePieces, type WrittenContent } from './html/content-page.js';
export { streamJson } from './stream-json.js';
export type { ContentColumn, ContentList, ContentPart, PageContent, Tone } from './html/page-content.js';
export { displayWidth, splitAtWidth } from './display-width.js';
export { escapeJson } from './stream-json.js';
export { escapeTerminal } from './escape-terminal.js';
export { markdownWithin } from './markdown/index.js';
export { codeSpan, namesInOrder, tableRow } from './markup.js';
export { hasUnreadRole, LEVEL_WORDS, mostOpenLevel, permissionWords } from './risk-words.js';
export { namedPackage } from './names.js';
export { indexReport, type ReportIndex } from './report-index.js';
export { worstRisk } from './risks.js';
export { declaredPlaces, sightingsOf, worstSightings, type Sighting } from './sightings.js';
export type { Presentation, Reporter } from './reporter.js';
export { wrapped } from './text/layout.js';
export { annotationCommand, type Annotation } from './workflow-command.js';

export const REPORTERS: readonly Reporter[] = [
  text,
  json,
  jsonl,
  markdown,
  html,
  sarif,
  cyclonedx,
  spdx,
  openvex,
  junit,
  csv,
  asff,
  github,
  gitlab,
];
