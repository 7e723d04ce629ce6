import type { AwsPlace, Report } from '../../model/index.js';
import { indexReport } from '../report-index.js';
import type { Presentation, Reporter } from '../reporter.js';
import { inChunks } from '../stream-json.js';
import { openDocuments } from './documents.js';
import { subjectsByPlace } from './subjects-by-place.js';

/** BatchImportFindings takes no more at once. */
const MAX_FINDINGS = 100;

const NOWHERE: AwsPlace = { account: null, region: null };

function* batchesOf(documents: Iterable<string>): Generator<string[]> {
  let batch: string[] = [];
  for (const document of documents) {
    batch.push(document);
    if (batch.length < MAX_FINDINGS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function* requestsOf(report: Report, aws: AwsPlace): Generator<string> {
  const index = indexReport(report);
  const documents = openDocuments(index);
  let opening = '[\n';
  for (const { place, subjects } of subjectsByPlace(index, aws)) {
    for (const batch of batchesOf(documents(place, subjects))) {
      yield `${opening}{"Findings":[\n`;
      for (const [at, document] of batch.entries()) yield at === 0 ? document : `,\n${document}`;
      yield '\n]}';
      opening = ',\n';
    }
  }
  yield opening === '[\n' ? '[]\n' : '\n]\n';
}

/**
 * Findings for AWS Security Hub: a list of requests, each of at most 100 findings of one account and region, as
 * `aws securityhub batch-import-findings --cli-input-json` takes one. A finding is about one function; a finding that many functions share is repeated for each.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
export const asff = {
  id: 'asff',
  title: 'AWS Security Hub findings (ASFF), as requests of BatchImportFindings',
  extension: 'asff.json',
  *render(report: Report, { aws = NOWHERE }: Pick<Presentation, 'aws'>) {
    yield* inChunks(requestsOf(report, aws));
  },
} satisfies Reporter;
