import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { SaxesParser } from 'saxes';
import { largeReport } from '../../bench/large-report.mjs';
import type { Report } from '../../src/model/index.js';
import { reportParts } from '../../src/report-parts.js';
import { REPORTERS } from '../../src/reporters/index.js';
import { obeyedCommands } from '../support/action-runner.js';
import { hostileReport, RAW_DANGER } from '../support/hostile-report.js';
import { readProjectFile } from '../support/project-files.js';
import { gitlabComplaints } from '../support/gitlab-complaints.js';
import { asffComplaints, documentComplaints, needsPython } from '../support/python-complaints.js';
import { NO_CHROMIUM, startReportBrowser, type ReportBrowser } from '../support/report-page.js';
import { schemaErrors, schemaValidator } from '../support/schema-errors.js';
import { smallReport } from '../support/small-report.js';
import { rendered } from './contract.js';

/** A rendered report, and its source. */
interface Rendered {
  readonly text: string;
  readonly report: Report;
}

type Complaints = (rendered: Rendered) => unknown[] | Promise<unknown[]>;

const THOUSANDS = 3000;
const SLICE = 200;
const CYCLONEDX = '@cyclonedx/cyclonedx-library/res/schema';
const sarifSchema = schemaValidator('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const cyclonedxSchema = schemaValidator(
  `${CYCLONEDX}/bom-1.6.SNAPSHOT.schema.json`,
  ['spdx', 'jsf-0.82'].map((name) => `${CYCLONEDX}/${name}.SNAPSHOT.schema.json`),
);
const reportSchema = (addFormats as unknown as (ajv: Ajv2020) => Ajv2020)(
  new Ajv2020({ strict: false }),
).compile(JSON.parse(readProjectFile('schema/report-v1.schema.json')) as object);

let browser: ReportBrowser | null = null;

function refusal(read: () => unknown): unknown[] {
  try {
    read();
    return [];
  } catch (error) {
    return [error];
  }
}

/** The records, put together again, are the report that the schema knows. */
function jsonlComplaints(text: string): unknown[] {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly record: string });
  const of = (wanted: string): object[] =>
    lines.filter(({ record }) => record === wanted).map(({ record: _, ...fields }) => fields);
  const whole = { ...of('report')[0], artifacts: of('artifact'), functions: of('function') };
  return schemaErrors(reportSchema, JSON.stringify(whole));
}

/**
 * By the schema a slice at a time: that thousands of components differ from one another it compares pair by pair, for minutes.
 * Components of several slices differ by their references, which cyclonedx.test.ts has.
 */
function cyclonedxComplaints(text: string): unknown[] {
  const bom = JSON.parse(text) as Record<string, unknown>;
  const lists = Object.entries(bom).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  const longest = Math.max(...lists.map(([, list]) => list.length));
  return Array.from({ length: Math.ceil(longest / SLICE) }, (_, at) => {
    const slices = lists.map(([name, list]) => [name, list.slice(at * SLICE, (at + 1) * SLICE)] as const);
    return schemaErrors(cyclonedxSchema, JSON.stringify({ ...bom, ...Object.fromEntries(slices) }));
  }).flat();
}

/** Rows of one length by a parser that knows quotes only. */
function csvComplaints(text: string): unknown[] {
  const widths = new Set<number>();
  const unquoted = text.replaceAll(/"(?:[^"]|"")*"/g, 'x');
  for (const line of unquoted.trimEnd().split('\n')) widths.add(line.split(',').length);
  const formulas = text.match(/(?:^|[,\n]|"(?=[^",\n]))\s*[=+\-@][^,\n]*/g) ?? [];
  return [...(widths.size === 1 ? [] : [...widths]), ...formulas];
}

/** Text that GitHub would read as markup beyond Markdown. */
function markdownComplaints(text: string): unknown[] {
  const html = micromark(text, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return html.match(/<(?:script|img|iframe|style|form|input)|href="(?!https:)/gi) ?? [];
}

function xmlComplaints(text: string): unknown[] {
  return refusal(() => {
    const parser = new SaxesParser({ xmlns: false });
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(text).close();
  });
}

/** Each line is a command, except the last one, which is for people. */
function githubComplaints(text: string): unknown[] {
  const lines = text.trimEnd().split('\n');
  const commands = obeyedCommands(text);
  const told = ['error', 'warning', 'notice'].map(
    (level) => commands.filter(({ name }) => name === level).length,
  );
  const isAll = commands.length === lines.length - 1 && told.reduce((a, b) => a + b) === commands.length;
  return isAll && told.every((count) => count <= 10) ? [] : lines;
}

async function pageComplaints({ report }: Rendered): Promise<unknown[]> {
  if (!browser) throw new Error(NO_CHROMIUM ?? 'The browser did not start.');
  const { page, complaints } = await browser.open(report, '#/functions');
  await page.locator('[data-row="0"]').waitFor();
  const shown = await page.getByRole('status').innerText();
  await page.context().close();
  return shown.startsWith(report.functions.length.toLocaleString('en-US')) ? complaints : [shown];
}

/** The official schema of each format, else a reader by others; for our own formats their contract. */
const COMPLAINTS: Readonly<Record<string, Complaints>> = {
  text: ({ text }) => RAW_DANGER.exec(text) ?? [],
  json: ({ text }) => schemaErrors(reportSchema, text),
  jsonl: ({ text }) => jsonlComplaints(text),
  markdown: ({ text }) => markdownComplaints(text),
  html: pageComplaints,
  sarif: ({ text }) => schemaErrors(sarifSchema, text),
  cyclonedx: ({ text }) => cyclonedxComplaints(text),
  spdx: ({ text, report }) => documentComplaints('spdx', text, report.functions.length < THOUSANDS),
  openvex: ({ text }) => documentComplaints('openvex', text, true),
  junit: ({ text }) => xmlComplaints(text),
  csv: ({ text }) => csvComplaints(text),
  asff: ({ text }) => asffComplaints([text]).flat(),
  github: ({ text }) => githubComplaints(text),
  gitlab: ({ text }) => gitlabComplaints(text),
};

/** The part of a report that has the most findings. */
function partOf(report: Report): Report {
  const parts = [...reportParts(report)].map((part) => part.report);
  const sizes = parts.map(({ functions }) => functions.flatMap(({ findings }) => findings).length);
  return parts[sizes.indexOf(Math.max(...sizes))] ?? report;
}

const REPORTS: readonly (readonly [string, () => Report])[] = [
  ['small', smallReport],
  ['hostile', hostileReport],
  ['of one hostile function', () => partOf(hostileReport())],
  ['of 3,000 functions', () => largeReport({ functions: THOUSANDS, packages: 6000, findings: 1500 })],
];

needsPython('botocore', 'spdx_tools', 'vexipy');

beforeAll(async () => {
  if (NO_CHROMIUM === null) browser = await startReportBrowser();
});
afterAll(() => browser?.close());

test('every format has a validator that complains', () => {
  expect(Object.keys(COMPLAINTS)).toEqual(REPORTERS.map(({ id }) => id));
});

describe.each(REPORTS)('a report that is %s', (_, build) => {
  test.each(REPORTERS)(
    'is valid as $id, and the same twice',
    async (reporter) => {
      const [report, again] = [build(), build()];
      const text = rendered(reporter, report);
      expect(rendered(reporter, again) === text).toBe(true);
      expect((await COMPLAINTS[reporter.id]?.({ text, report }))?.slice(0, 10)).toEqual([]);
    },
    120_000,
  );
});

describe('validators that complain', () => {
  const report = smallReport();

  test.each(REPORTERS.filter(({ id }) => !['text', 'html', 'markdown'].includes(id)))(
    'refuses what is no $id',
    async (reporter) => {
      const broken = rendered(reporter, report)
        .replaceAll(/"(?:schemaVersion|version|bomFormat|spdxVersion|SchemaVersion|statements)"/g, '"x"')
        .replace('</testsuite>', '')
        .replace('::', ':')
        .replace('\n', ',=1\n');
      const complain = async (): Promise<unknown[]> => [
        ...((await COMPLAINTS[reporter.id]?.({ text: broken, report })) ?? []),
      ];
      expect(await complain().catch((error: unknown) => [error])).not.toEqual([]);
    },
  );
});
