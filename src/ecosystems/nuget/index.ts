import { nuget as versions } from '../../versions/index.js';
import type { Ecosystem } from '../ecosystem.js';
import type { HandlerRules } from '../import-rules.js';
import { NOT_FOUND_BY_SCANS, plainNames } from '../not-found-by-scans.js';
import type { PackageManager } from '../package-manager.js';

/** https://learn.microsoft.com/dotnet/core/tools/dotnet-package-add: a package that the project requires itself holds for what others require, too. */
const dotnet = {
  id: 'dotnet',
  install: 'dotnet restore',
  add: ({ name, version }) => `dotnet add package '${name}' --version '${version}'`,
  remove: (name) => `dotnet remove package '${name}'`,
  force: ({ name, version }) => `dotnet add package '${name}' --version '${version}'`,
} satisfies PackageManager;

/** `Assembly::Namespace.Class::Method`, or `Assembly`. https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html */
const DOTNET_HANDLERS = {
  isRuntime: (runtime) => runtime.startsWith('dotnet'),
  isFile: (path) => path.endsWith('.dll'),
  placesOf: (handler, root) => [`${root.replace(/\/$/, '')}/${handler.split('::', 1)[0]}`],
  isPlaceOf: (files, place) => files.has(`${place}.dll`),
  isPlaceInImage: (files, place) => [...files].some((file) => `/${file}`.endsWith(`/${place}.dll`)),
} satisfies HandlerRules;

/** Ids are at most 100 characters and the same in any case. https://learn.microsoft.com/nuget/reference/nuspec#id */
export const nuget = {
  ...NOT_FOUND_BY_SCANS,
  id: 'nuget',
  title: 'NuGet (.NET)',
  name: 'NuGet',
  purlType: 'nuget',
  securityHubName: 'NUGET',
  versions,
  managers: [dotnet],
  isFound: true,
  handlers: DOTNET_HANDLERS,
  names: { ...plainNames(/^\w[\w.-]{0,99}$/), normalise: (name) => name.toLowerCase() },
} satisfies Ecosystem;
