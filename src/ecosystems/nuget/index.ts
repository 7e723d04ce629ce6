import type { Ecosystem } from '../ecosystem.js';
import { NOT_FOUND_BY_SCANS, plainNames } from '../not-found-by-scans.js';

/** Ids are at most 100 characters and the same in any case. https://learn.microsoft.com/nuget/reference/nuspec#id */
export const nuget = {
  ...NOT_FOUND_BY_SCANS,
  id: 'nuget',
  title: 'NuGet (.NET)',
  name: 'NuGet',
  purlType: 'nuget',
  securityHubName: 'NUGET',
  names: { ...plainNames(/^\w[\w.-]{0,99}$/), normalise: (name) => name.toLowerCase() },
} satisfies Ecosystem;
