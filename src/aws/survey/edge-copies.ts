import type { CoverageGap } from '../access/coverage.js';
import { functionArnOf } from './deployed-version.js';
import { orGap } from '../access/coverage.js';
import { EDGE_HOME, listEdgeMasters } from './list-functions.js';
import type { Survey } from './survey.js';

/** Gaps about copies in a region. They belong to the surveyed region, whose gaps are saved together. */
function unlistedGap({ region }: Survey, place: string, { reason, ...gap }: CoverageGap): CoverageGap {
  return { ...gap, region, reason: `Copies that CloudFront runs in ${place} could not be listed: ${reason}` };
}

/**
 * Versions of which CloudFront runs copies, by ARN. Copies can be in any region, so all regions of the sweep are
 * queried from the home region of Lambda@Edge. Each copy names the version from which it was made.
 */
export async function copiedVersions(
  survey: Survey,
  regions: readonly string[],
): Promise<ReadonlySet<string>> {
  const { access, gaps } = survey;
  const listings = await Promise.all(
    regions.map(async (place) => {
      const where = { account: access.account, region: place, resource: null };
      const { value, gap } = await orGap(listEdgeMasters(access, place), where);
      if (gap) gaps.push(unlistedGap(survey, place, gap));
      return value ?? [];
    }),
  );
  return new Set(listings.flat());
}

/** Notes copies that run in a region, where the sweep leaves out the region that has their code. */
export async function noteCopies(survey: Survey): Promise<void> {
  const { access, region, gaps } = survey;
  const place = { account: access.account, region, resource: null };
  const { value, gap } = await orGap(listEdgeMasters(access, region), place);
  if (gap) gaps.push(unlistedGap(survey, region, gap));
  for (const arn of value ?? []) {
    gaps.push({
      ...place,
      action: 'lambda:ListFunctions',
      resource: arn,
      status: 'unsupported',
      reason: `CloudFront runs a copy of ${functionArnOf(arn).split(':')[6] ?? arn} here, whose code is in ${EDGE_HOME.region}: sweep that region as well.`,
      affectsCompleteness: true,
    });
  }
}
