import type { Detector } from '../detector.js';
import { imageVariables } from './image-variables.js';
import { extensionHooks, runtimeCopies } from './layer-files.js';
import { pythonStartHooks } from './python-start.js';
import { shadowedModules } from './shadowed-modules.js';
import { shadowedSdk } from './shadowed-sdk.js';
import { wrapperScripts } from './wrapper-scripts.js';

/** Code that an artifact makes a runtime run without an import by a handler. Settings of functions are checked in `functions/`. */
export const hooks = {
  id: 'hooks',
  title: 'Code that runs without being imported',
  async detect(context) {
    const read = [
      await pythonStartHooks(context),
      await shadowedModules(context),
      await wrapperScripts(context),
    ];
    return {
      findings: [
        ...extensionHooks(context),
        ...runtimeCopies(context),
        ...shadowedSdk(context),
        ...imageVariables(context),
        ...read.flatMap(({ findings }) => findings),
      ],
      problems: read.flatMap(({ problems }) => problems),
      examined: ['hook'],
    };
  },
} satisfies Detector;
