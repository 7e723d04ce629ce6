import type { AccountAccess } from '../access/access.js';
import { allPages } from '../access/pages.js';

/** The most that a page takes. */
const PAGE = 100;
const MAX_VALUE = 256;

/**
 * Value of one tag, for each function of a region that has it. One call returns a hundred functions, where Lambda's own
 * API needs one call for each. No other tag is requested.
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 * @returns by ARN.
 * @throws Refusal
 */
export async function readTags(
  { clients, call }: AccountAccess,
  region: string,
  key: string,
): Promise<ReadonlyMap<string, string>> {
  const { GetResourcesCommand } = await import('@aws-sdk/client-resource-groups-tagging-api');
  const client = await clients.tagging(region);
  const action = 'tag:GetResources';
  const resources = await allPages(action, async (marker) => {
    const command = new GetResourcesCommand({
      ResourceTypeFilters: ['lambda:function'],
      TagFilters: [{ Key: key }],
      ResourcesPerPage: PAGE,
      ...(marker === undefined ? {} : { PaginationToken: marker }),
    });
    const { ResourceTagMappingList = [], PaginationToken } = await call(region, action, () =>
      client.send(command),
    );
    return { items: ResourceTagMappingList, next: PaginationToken || undefined };
  });
  return new Map(
    resources.flatMap(({ ResourceARN, Tags = [] }) => {
      const value = Tags.find(({ Key }) => Key === key)?.Value;
      return ResourceARN && value ? [[ResourceARN, value.slice(0, MAX_VALUE)] as const] : [];
    }),
  );
}
