import type { Finding, FunctionReport, Report } from '../../model/index.js';
import type { Presentation, Reporter } from '../reporter.js';
import { countBySeverity, counted, listed, severityWords } from '../amounts.js';
import { blockLines, hasNews, isUnfoldable, type Page } from './block-lines.js';
import { blocksOf, functionsOf, openFindings, worstFirst, type Block } from '../blocks.js';
import { footerLines } from './footer.js';
import { layOut, sentence, type Row } from './layout.js';
import { namedFunction } from '../names.js';
import { lookOf } from './painter.js';
import { indexReport } from '../report-index.js';
import { joinTwins } from '../twins.js';

/** Blocks shown although nothing in them is serious; in a sweep over thousands of functions the rest is counted. */
const MAX_LIGHT_BLOCKS = 20;
const MAX_NAMES = 8;
const GRID = { indent: 2, hanging: 4, columns: [] };

function isOpen({ status }: Finding): boolean {
  return status === 'open';
}

function ambiguousNames(functions: readonly FunctionReport[]): Set<string> {
  const seen = new Set<string>();
  return new Set(functions.map(({ name }) => name).filter((name) => seen.size === seen.add(name).size));
}

function pageOf(report: Report, presentation: Presentation): Page {
  return {
    index: indexReport(report),
    ambiguous: ambiguousNames(report.functions),
    look: lookOf(presentation),
    presentation,
  };
}

/** The blocks to show and those that are only counted. */
function choose(blocks: readonly Block[], page: Page): { shown: Block[]; counted: Block[] } {
  const isShown = (block: Block, at: number): boolean =>
    page.presentation.verbose || at < MAX_LIGHT_BLOCKS || isUnfoldable(block, page);
  return {
    shown: blocks.filter(isShown),
    counted: blocks.filter((block, at) => !isShown(block, at)),
  };
}

function countedRow(blocks: readonly Block[]): Row[] {
  if (blocks.length === 0) return [];
  const found = severityWords(
    countBySeverity(blocks.flatMap((block) => [block, ...block.twins]).flatMap(openFindings)),
  ).join(', ');
  return [
    sentence(
      `${counted(blocks.length, 'more function or layer', 'more functions or layers')}:`,
      `${found}, --verbose shows them`,
    ),
  ];
}

/** Functions without findings; shown only when other functions have some. */
function cleanRow(page: Page, withNews: readonly Block[]): Row[] {
  const named = new Set(withNews.flatMap(functionsOf));
  const clean = page.index.report.functions.filter((fn) => !named.has(fn));
  if (clean.length === 0 || withNews.length === 0) return [];
  const names = clean.map((fn) => namedFunction(fn, page.ambiguous.has(fn.name)));
  const limit = page.presentation.verbose ? Infinity : MAX_NAMES;
  const what = page.presentation.hiddenFindings ? 'nothing to show' : 'nothing found';
  return [sentence(`${counted(clean.length, 'function')} with ${what}:`, listed(names, limit))];
}

/** A report for people, worst first: a line for each package, remedies, gaps, totals. */
export const text = {
  id: 'text',
  title: 'Text for people',
  extension: 'txt',
  *render(report: Report, presentation: Presentation) {
    const page = pageOf(report, presentation);
    const { verbose } = presentation;
    const blocks = worstFirst(blocksOf(page.index));
    const withNews = blocks.filter(hasNews);
    const chosen = choose(verbose ? blocks : joinTwins(withNews, page.index, isOpen), page);
    for (const block of chosen.shown) yield `${blockLines(block, page).join('\n')}\n`;
    const rows = [...countedRow(chosen.counted), ...cleanRow(page, withNews)];
    const tail = rows.flatMap((row) => ['', ...layOut(row, GRID, page.look)]);
    if (chosen.shown.length > 0) tail.push('');
    const named = new Set(chosen.shown.flatMap(({ reasons }) => reasons));
    yield `${[...tail, ...footerLines(page, named)].join('\n')}\n`;
  },
} satisfies Reporter;
